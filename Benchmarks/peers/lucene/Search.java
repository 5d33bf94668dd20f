import java.io.IOException;
import org.apache.lucene.search.IndexSearcher;

/** One prepared query in one mode: what the clock is put around. */
interface Search {
    Answer run(IndexSearcher searcher) throws IOException;
}

import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/** The weighting that all peers use. */
final class Scoring {
    static final Similarity BM25 = new BM25Similarity(1.2f, 0.75f);

    private Scoring() {}
}

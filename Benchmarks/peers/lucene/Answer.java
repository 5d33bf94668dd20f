import java.util.List;
import org.apache.lucene.search.ScoreDoc;

/** What a search found; the parts that a mode does not ask for are null. */
record Answer(ScoreDoc[] top, Long count, List<List<ValueCount>> facets) {
    record ValueCount(String value, int count) {}

    static Answer top(ScoreDoc[] top) {
        return new Answer(top, null, null);
    }

    static Answer count(long count) {
        return new Answer(null, count, null);
    }
}

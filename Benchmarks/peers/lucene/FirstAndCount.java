import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.DocIdStream;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;

/** The first documents that match and the number of all: for queries that give every match the same score. */
final class FirstAndCount implements Collector, LeafCollector {
    private static final float CONSTANT_SCORE = 1;

    private final ScoreDoc[] first;
    private int base;
    private int count;

    private FirstAndCount(int size) {
        first = new ScoreDoc[size];
    }

    static CollectorManager<FirstAndCount, FirstAndCount> collectorManager(int size) {
        return new CollectorManager<>() {
            @Override
            public FirstAndCount newCollector() {
                return new FirstAndCount(size);
            }

            @Override
            public FirstAndCount reduce(Collection<FirstAndCount> collectors) {
                return collectors.iterator().next();
            }
        };
    }

    Answer answer() {
        return new Answer(Arrays.copyOf(first, Math.min(count, first.length)), (long) count, null);
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext context) {
        base = context.docBase;
        return this;
    }

    @Override
    public void setScorer(Scorable scorer) {}

    @Override
    public void collect(int document) {
        if (count < first.length) first[count] = new ScoreDoc(base + document, CONSTANT_SCORE);
        count++;
    }

    /** Once there are enough, whole windows of the stream are counted without looking at their documents. */
    @Override
    public void collect(DocIdStream stream) throws IOException {
        if (count < first.length) stream.forEach(this::collect);
        else count += stream.count();
    }
}

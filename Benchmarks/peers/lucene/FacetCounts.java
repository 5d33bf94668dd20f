import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/**
 * Counts the matching documents and, per facet and ordinal, the values they have. The benchmark's indexes are one
 * segment, so the ordinals of the segment are those of the index.
 */
final class FacetCounts implements Collector {
    private final List<String> fields;
    private SortedDocValues[] values = {};
    private int[][] counts = {};
    private long total;

    private FacetCounts(List<String> fields) {
        this.fields = fields;
    }

    static CollectorManager<FacetCounts, FacetCounts> collectorManager(List<String> fields) {
        return new CollectorManager<>() {
            @Override
            public FacetCounts newCollector() {
                return new FacetCounts(fields);
            }

            @Override
            public FacetCounts reduce(Collection<FacetCounts> collectors) {
                return collectors.iterator().next();
            }
        };
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
        if (values.length > 0) throw new IllegalStateException("the index has more than one segment");
        values = new SortedDocValues[fields.size()];
        counts = new int[fields.size()][];
        for (int facet = 0; facet < values.length; facet++) {
            values[facet] = DocValues.getSorted(context.reader(), fields.get(facet));
            counts[facet] = new int[values[facet].getValueCount()];
        }
        return new LeafCollector() {
            @Override
            public void setScorer(Scorable scorer) {}

            @Override
            public void collect(int document) throws IOException {
                count(document);
            }
        };
    }

    private void count(int document) throws IOException {
        total++;
        for (int facet = 0; facet < values.length; facet++) {
            if (values[facet].advanceExact(document)) counts[facet][values[facet].ordValue()]++;
        }
    }

    long total() {
        return total;
    }

    /** The values of each facet with the highest counts, best first; equal counts in the order of the values. */
    List<List<Answer.ValueCount>> best(int size) throws IOException {
        List<List<Answer.ValueCount>> facets = new ArrayList<>();
        for (int facet = 0; facet < fields.size(); facet++) {
            facets.add(facet < values.length ? best(values[facet], counts[facet], size) : List.of());
        }
        return facets;
    }

    private static List<Answer.ValueCount> best(SortedDocValues values, int[] counts, int size) throws IOException {
        // The top of the queue is the weakest value kept; long keys order by count, then by lower ordinal.
        PriorityQueue<Long> kept = new PriorityQueue<>();
        int weakest = 0;
        for (int ordinal = 0; ordinal < counts.length; ordinal++) {
            if (counts[ordinal] <= weakest) continue;
            kept.add((long) counts[ordinal] << 32 | (Integer.MAX_VALUE - ordinal));
            if (kept.size() > size) kept.remove();
            if (kept.size() == size) weakest = (int) (kept.peek() >>> 32);
        }
        Long[] ordered = kept.toArray(Long[]::new);
        Arrays.sort(ordered, Comparator.reverseOrder());
        List<Answer.ValueCount> best = new ArrayList<>();
        for (long key : ordered) {
            int ordinal = Integer.MAX_VALUE - (int) key;
            best.add(new Answer.ValueCount(values.lookupOrd(ordinal).utf8ToString(), (int) (key >>> 32)));
        }
        return best;
    }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.search.IndexSearcher;

/** The prepared queries of one file in one mode. */
final class Cell {
    private static final double NANOSECONDS = 1e9;
    private final List<Search> searches = new ArrayList<>();

    Cell(String mode, Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.isEmpty()) continue;
            searches.add(FieldSearches.answers(mode) ? FieldSearches.prepare(mode, line) : TextSearches.prepare(mode, line));
        }
    }

    int size() {
        return searches.size();
    }

    double[] pass(IndexSearcher searcher) throws IOException {
        double[] microseconds = new double[searches.size()];
        for (int index = 0; index < microseconds.length; index++) {
            Search search = searches.get(index);
            long start = System.nanoTime();
            search.run(searcher);
            microseconds[index] = (System.nanoTime() - start) / 1000.0;
        }
        return microseconds;
    }

    List<Answer> answers(IndexSearcher searcher) throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (Search search : searches) answers.add(search.run(searcher));
        return answers;
    }

    /** Answers every query once, or stops at the deadline; whether it got to the end. */
    boolean warm(IndexSearcher searcher, long deadline) throws IOException {
        for (Search search : searches) {
            if (System.nanoTime() >= deadline) return false;
            search.run(searcher);
        }
        return true;
    }

    record Throughput(long queries, double seconds) {}

    Throughput parallel(IndexSearcher searcher, int threads, double seconds) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            long deadline = start + (long) (seconds * NANOSECONDS);
            List<Future<Long>> workers = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread * searches.size() / threads;
                workers.add(pool.submit(() -> runUntil(deadline, first, searcher)));
            }
            long queries = 0;
            for (Future<Long> worker : workers) queries += worker.get();
            return new Throughput(queries, (System.nanoTime() - start) / NANOSECONDS);
        } finally {
            pool.shutdown();
        }
    }

    private long runUntil(long deadline, int first, IndexSearcher searcher) throws IOException {
        long queries = 0;
        for (int index = first; System.nanoTime() < deadline; index = (index + 1) % searches.size()) {
            searches.get(index).run(searcher);
            queries++;
        }
        return queries;
    }
}

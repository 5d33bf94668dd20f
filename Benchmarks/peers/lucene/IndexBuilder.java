import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.MMapDirectory;

/** Writes an index of one segment with several threads and reports what it cost. */
final class IndexBuilder {
    /** Large enough that every thread writes a single segment of the benchmark's corpora. */
    private static final double BUFFER_MEGABYTES = 1024;

    private final DocumentSource source;
    private final boolean sorted;

    IndexBuilder(DocumentSource source, boolean sorted) {
        this.source = source;
        this.sorted = sorted;
    }

    Json build(Path input, Path directory, int threads) throws Exception {
        Files.createDirectories(directory);
        long start = System.nanoTime();
        try (MMapDirectory files = new MMapDirectory(directory);
             IndexWriter writer = new IndexWriter(files, configuration());
             Lines lines = new Lines(input, source.hasHeader())) {
            addAll(lines, writer, threads);
            writer.forceMerge(1);
            writer.commit();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return report(directory, seconds);
    }

    private IndexWriterConfig configuration() {
        // No compound files: fewer levels of reading, and nothing has to be copied twice at the end.
        TieredMergePolicy policy = new TieredMergePolicy();
        policy.setNoCFSRatio(0);
        IndexWriterConfig configuration = new IndexWriterConfig(new WhitespaceAnalyzer())
            .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
            .setRAMBufferSizeMB(BUFFER_MEGABYTES)
            .setSimilarity(Scoring.BM25)
            .setMergePolicy(policy)
            .setUseCompoundFile(false);
        if (sorted) {
            configuration.setIndexSort(new Sort(new SortField(TextDocuments.LENGTH, SortField.Type.LONG)));
        }
        return configuration;
    }

    private void addAll(Lines lines, IndexWriter writer, int threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                workers.add(pool.submit(() -> {
                    add(lines, writer);
                    return null;
                }));
            }
            for (Future<?> worker : workers) worker.get();
        } finally {
            pool.shutdown();
        }
    }

    private void add(Lines lines, IndexWriter writer) throws IOException {
        DocumentSource.Parser parser = source.parser();
        for (List<String> batch = lines.next(); !batch.isEmpty(); batch = lines.next()) {
            for (String line : batch) writer.addDocument(parser.parse(line));
        }
    }

    private static Json report(Path directory, double seconds) throws IOException {
        try (MMapDirectory files = new MMapDirectory(directory); DirectoryReader reader = DirectoryReader.open(files)) {
            long bytes = 0;
            for (String file : files.listAll()) bytes += files.fileLength(file);
            return new Json().open('{').key("documents").number(reader.numDocs())
                .key("seconds").number(seconds).key("bytes").number(bytes)
                .key("peak_rss_bytes").number(peakResidentBytes())
                .key("segments").number(reader.leaves().size()).close('}');
        }
    }

    private static long peakResidentBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
        return 0;
    }

    /** Hands the lines of a file out in batches, so that the threads seldom meet at the lock. */
    private static final class Lines implements AutoCloseable {
        private static final int BATCH = 1000;
        private final BufferedReader reader;

        Lines(Path input, boolean hasHeader) throws IOException {
            reader = Files.newBufferedReader(input);
            if (hasHeader) reader.readLine();
        }

        /** The next lines; none at the end of the file. */
        synchronized List<String> next() throws IOException {
            List<String> batch = new ArrayList<>(BATCH);
            while (batch.size() < BATCH) {
                String line = reader.readLine();
                if (line == null) break;
                batch.add(line);
            }
            return batch;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}

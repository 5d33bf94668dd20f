import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.MMapDirectory;

/** Answers the protocol's commands over one open index. */
final class Server {
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    Server(Path index) throws IOException {
        reader = DirectoryReader.open(new MMapDirectory(index));
        searcher = new IndexSearcher(reader);
        searcher.setSimilarity(Scoring.BM25);
        // A query is repeated in every pass: with the cache on, the cache would be measured.
        searcher.setQueryCache(null);
    }

    void run() throws IOException {
        reply(new Json().open('{').key("ready").bool(true).key("documents").number(reader.numDocs()).close('}'));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null && !line.equals("quit"); line = commands.readLine()) {
            try {
                reply(answer(line));
            } catch (UnsupportedOperationException unsupported) {
                reply(new Json().open('{').key("unsupported").text(unsupported.getMessage()).close('}'));
            } catch (Exception failure) {
                reply(new Json().open('{').key("error").text(failure.toString()).close('}'));
            }
        }
    }

    private void reply(Json line) {
        out.println(line);
        out.flush();
    }

    private Json answer(String line) throws Exception {
        String[] words = line.split(" ", 4);
        return switch (words[0]) {
            case "load" -> load(words[1], words[2], Path.of(words[3]));
            case "pass" -> times(cell(words[1]).pass(searcher));
            case "answers" -> answers(cell(words[1]).answers(searcher));
            case "warm" -> warm(Double.parseDouble(words[1]));
            case "threads" -> throughput(Integer.parseInt(words[1]), cell(words[2]), Double.parseDouble(words[3]));
            default -> throw new IllegalArgumentException("unknown command " + words[0]);
        };
    }

    private Cell cell(String name) {
        Cell cell = cells.get(name);
        if (cell == null) throw new IllegalArgumentException("nothing is loaded as " + name);
        return cell;
    }

    private Json load(String name, String mode, Path file) throws IOException {
        Cell cell = new Cell(mode, file);
        cells.put(name, cell);
        return new Json().open('{').key("n").number(cell.size()).close('}');
    }

    private Json times(double[] microseconds) {
        Json json = new Json().open('{').key("us").open('[');
        for (double time : microseconds) json.number(time);
        return json.close(']').close('}');
    }

    private Json warm(double seconds) throws IOException {
        long deadline = System.nanoTime() + (long) (seconds * 1e9);
        int rounds = 0;
        while (!cells.isEmpty() && warmAll(deadline)) rounds++;
        return new Json().open('{').key("rounds").number(rounds).close('}');
    }

    private boolean warmAll(long deadline) throws IOException {
        for (Cell cell : cells.values()) {
            if (!cell.warm(searcher, deadline)) return false;
        }
        return true;
    }

    private Json throughput(int threads, Cell cell, double seconds) throws Exception {
        Cell.Throughput measured = cell.parallel(searcher, threads, seconds);
        return new Json().open('{').key("queries").number(measured.queries())
            .key("seconds").number(measured.seconds()).close('}');
    }

    private Json answers(List<Answer> answers) throws IOException {
        Json json = new Json().open('{');
        Answer first = answers.isEmpty() ? Answer.count(0) : answers.get(0);
        if (first.top() != null) {
            json.key("top").open('[');
            for (Answer answer : answers) writeTop(answer.top(), json);
            json.close(']');
        }
        if (first.count() != null) {
            json.key("counts").open('[');
            for (Answer answer : answers) json.number(answer.count());
            json.close(']');
        }
        if (first.facets() != null) {
            json.key("facets").open('[');
            for (Answer answer : answers) writeFacets(answer.facets(), json);
            json.close(']');
        }
        return json.close('}');
    }

    private void writeTop(ScoreDoc[] top, Json json) throws IOException {
        json.open('[');
        for (ScoreDoc hit : top) json.open('[').number(number(hit.doc)).number((double) hit.score).close(']');
        json.close(']');
    }

    private static void writeFacets(List<List<Answer.ValueCount>> facets, Json json) {
        json.open('[');
        for (List<Answer.ValueCount> facet : facets) {
            json.open('[');
            for (Answer.ValueCount entry : facet) json.open('[').text(entry.value()).number(entry.count()).close(']');
            json.close(']');
        }
        json.close(']');
    }

    /** The number by which the input file names a document. */
    private long number(int document) throws IOException {
        LeafReader segment = reader.leaves().get(0).reader();
        NumericDocValues numbers = segment.getNumericDocValues(TextDocuments.NUMBER);
        if (reader.leaves().size() != 1 || !numbers.advanceExact(document)) {
            throw new IllegalStateException("an index of one segment with a number for every document is expected");
        }
        return numbers.longValue();
    }
}

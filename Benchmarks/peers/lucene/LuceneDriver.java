import java.nio.file.Path;
import org.apache.lucene.util.Version;

/**
 * The driver of Lucene; the protocol is in ../README.md. The first argument names the engine: `lucene` keeps the documents
 * in the order of the file, `lucene-sorted` sorts the index by document length.
 */
final class LuceneDriver {
    public static void main(String[] arguments) throws Exception {
        String engine = arguments[0];
        boolean sorted = engine.equals("lucene-sorted");
        switch (arguments[1]) {
            case "version" -> System.out.println(new Json().open('{').key("name").text(engine)
                .key("version").text(Version.LATEST.toString()).close('}'));
            case "build" -> build(new TextDocuments(), arguments, sorted);
            case "build-fields" -> build(new ProductDocuments(), arguments, sorted);
            case "serve" -> new Server(Path.of(arguments[2])).run();
            default -> {
                System.err.println("usage: build TOKENS INDEX THREADS | build-fields PRODUCTS INDEX THREADS | serve INDEX | version");
                System.exit(2);
            }
        }
    }

    private static void build(DocumentSource source, String[] arguments, boolean sorted) throws Exception {
        int threads = Integer.parseInt(arguments[4]);
        System.out.println(new IndexBuilder(source, sorted).build(Path.of(arguments[2]), Path.of(arguments[3]), threads));
    }
}

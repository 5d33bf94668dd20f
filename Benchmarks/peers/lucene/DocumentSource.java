import org.apache.lucene.document.Document;

/** Turns lines of an input file into Lucene documents. */
interface DocumentSource {
    /** Whether the first line of the file names the columns. */
    boolean hasHeader();

    /** A parser with fields of its own: each indexing thread has one and fills the same document again and again. */
    Parser parser();

    interface Parser {
        Document parse(String line);
    }
}

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.IndexOptions;

/** TOKENS.tsv: number, title tokens, body tokens; title and body become one field. */
final class TextDocuments implements DocumentSource {
    static final String TEXT = "text";
    static final String NUMBER = "number";
    /** Tokens of a document, which the sorted index is ordered by. */
    static final String LENGTH = "length";

    /** Frequencies and positions, nothing stored. */
    static FieldType tokens() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.setTokenized(true);
        type.freeze();
        return type;
    }

    static int countTokens(String text) {
        if (text.isEmpty()) return 0;
        return 1 + (int) text.chars().filter(character -> character == ' ').count();
    }

    @Override
    public boolean hasHeader() {
        return false;
    }

    @Override
    public Parser parser() {
        Document document = new Document();
        Field number = new NumericDocValuesField(NUMBER, 0);
        Field length = new NumericDocValuesField(LENGTH, 0);
        Field text = new Field(TEXT, "", tokens());
        document.add(number);
        document.add(length);
        document.add(text);
        return line -> {
            int title = line.indexOf('\t') + 1;
            String joined = line.substring(title).replace('\t', ' ').strip();
            number.setLongValue(Long.parseLong(line, 0, title - 1, 10));
            length.setLongValue(countTokens(joined));
            text.setStringValue(joined);
            return document;
        };
    }
}

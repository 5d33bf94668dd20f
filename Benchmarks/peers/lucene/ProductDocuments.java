import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.util.BytesRef;

/** PRODUCTS.tsv: number, four text fields, price, three facets. */
final class ProductDocuments implements DocumentSource {
    record WeightedField(String name, float weight) {}

    static final List<WeightedField> FIELDS = List.of(
        new WeightedField("title", 4), new WeightedField("brand", 2),
        new WeightedField("category", 2), new WeightedField("description", 1));
    static final String PRICE = "price";
    static final List<String> FACETS = List.of("facet1", "facet2", "facet3");

    private static final FieldType TOKENS = TextDocuments.tokens();
    private static final int FIRST_TEXT_COLUMN = 1;
    private static final int PRICE_COLUMN = FIRST_TEXT_COLUMN + FIELDS.size();
    private static final int FIRST_FACET_COLUMN = PRICE_COLUMN + 1;

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public Parser parser() {
        return ProductDocuments::document;
    }

    /** Empty columns are left out, so the fields differ from line to line and every line gets its own document. */
    private static Document document(String line) {
        String[] columns = line.split("\t", -1);
        Document document = new Document();
        document.add(new NumericDocValuesField(TextDocuments.NUMBER, Long.parseLong(columns[0])));
        int length = 0;
        for (int field = 0; field < FIELDS.size(); field++) {
            String text = columns[FIRST_TEXT_COLUMN + field];
            length += TextDocuments.countTokens(text);
            if (!text.isEmpty()) document.add(new Field(FIELDS.get(field).name(), text, TOKENS));
        }
        document.add(new NumericDocValuesField(TextDocuments.LENGTH, length));
        String price = columns[PRICE_COLUMN];
        if (!price.isEmpty()) document.add(new DoubleField(PRICE, Double.parseDouble(price), Field.Store.NO));
        for (int facet = 0; facet < FACETS.size(); facet++) {
            String value = columns[FIRST_FACET_COLUMN + facet];
            if (!value.isEmpty()) document.add(new SortedDocValuesField(FACETS.get(facet), new BytesRef(value)));
        }
        return document;
    }
}

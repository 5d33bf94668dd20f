import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CombinedFieldQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollectorManager;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;

/** The modes over the four weighted fields of a product. A line: tokens, low price, high price. */
final class FieldSearches {
    private static final int PAGE = 20;

    private FieldSearches() {}

    static boolean answers(String mode) {
        return mode.startsWith("request_") || mode.startsWith("fields_") || mode.startsWith("dismax_");
    }

    static Search prepare(String mode, String line) {
        String[] columns = line.split("\t", -1);
        String[] tokens = columns[0].split(" ");
        Query price = columns.length > 2 ? priceFilter(columns[1], columns[2]) : null;
        return switch (mode) {
            // Skipping pays where there are many matches: in a disjunction of several words (see ../README.md).
            case "request_any" -> tokens.length > 1
                ? requestTwice(tokens, Occur.SHOULD, price) : requestWhileScoring(tokens, Occur.SHOULD, price);
            case "request_all" -> requestWhileScoring(tokens, Occur.MUST, price);
            // Each way by name, to measure again which is the faster one.
            case "request_any-twice" -> requestTwice(tokens, Occur.SHOULD, price);
            case "request_any-scoring" -> requestWhileScoring(tokens, Occur.SHOULD, price);
            case "request_all-twice" -> requestTwice(tokens, Occur.MUST, price);
            case "fields_any10" -> top10(ranked(tokens, Occur.SHOULD, null));
            case "fields_all10" -> top10(ranked(tokens, Occur.MUST, null));
            case "dismax_any10" -> top10(bestField(tokens));
            default -> throw new UnsupportedOperationException("unknown mode " + mode);
        };
    }

    private static Search top10(Query query) {
        return searcher -> Answer.top(top(searcher, query, 10).scoreDocs);
    }

    /** The page with skipping; then the total and the facets without scores. */
    private static Search requestTwice(String[] tokens, Occur occur, Query price) {
        Query ranked = ranked(tokens, occur, price);
        Query matching = matching(tokens, occur, price);
        return searcher -> {
            TopDocs page = top(searcher, ranked, PAGE);
            FacetCounts counts = searcher.search(matching, FacetCounts.collectorManager(ProductDocuments.FACETS));
            return new Answer(page.scoreDocs, counts.total(), counts.best(10));
        };
    }

    /** One pass that scores every match. */
    private static Search requestWhileScoring(String[] tokens, Occur occur, Query price) {
        Query ranked = ranked(tokens, occur, price);
        var collectors = new MultiCollectorManager(
            new TopScoreDocCollectorManager(PAGE, null, Integer.MAX_VALUE),
            FacetCounts.collectorManager(ProductDocuments.FACETS));
        return searcher -> {
            Object[] found = searcher.search(ranked, collectors);
            FacetCounts counts = (FacetCounts) found[1];
            return new Answer(((TopDocs) found[0]).scoreDocs, counts.total(), counts.best(10));
        };
    }

    private static TopDocs top(IndexSearcher searcher, Query query, int size) throws IOException {
        return searcher.search(query, new TopScoreDocCollectorManager(size, null, size));
    }

    private static Query ranked(String[] tokens, Occur occur, Query price) {
        List<Query> words = new ArrayList<>();
        for (String token : tokens) {
            CombinedFieldQuery.Builder word = new CombinedFieldQuery.Builder(token);
            for (var field : ProductDocuments.FIELDS) word.addField(field.name(), field.weight());
            words.add(word.build());
        }
        return combine(words, occur, price);
    }

    /** The same documents as `ranked`, without scores: one flat disjunction where it can be. */
    private static Query matching(String[] tokens, Occur occur, Query price) {
        List<Query> words = new ArrayList<>();
        for (String token : tokens) {
            List<Query> fields = new ArrayList<>();
            for (var field : ProductDocuments.FIELDS) fields.add(new TermQuery(new Term(field.name(), token)));
            if (occur == Occur.SHOULD) words.addAll(fields);
            else words.add(combine(fields, Occur.SHOULD, null));
        }
        return combine(words, occur, price);
    }

    private static Query bestField(String[] tokens) {
        List<Query> words = new ArrayList<>();
        for (String token : tokens) {
            List<Query> fields = new ArrayList<>();
            for (var field : ProductDocuments.FIELDS) {
                fields.add(new BoostQuery(new TermQuery(new Term(field.name(), token)), field.weight()));
            }
            words.add(new DisjunctionMaxQuery(fields, 0));
        }
        return combine(words, Occur.SHOULD, null);
    }

    private static Query combine(List<Query> clauses, Occur occur, Query filter) {
        BooleanQuery.Builder builder = new BooleanQuery.Builder();
        for (Query clause : clauses) builder.add(clause, occur);
        if (filter != null) builder.add(filter, Occur.FILTER).setMinimumNumberShouldMatch(occur == Occur.SHOULD ? 1 : 0);
        return builder.build();
    }

    /** Points or doc values, whichever Lucene finds cheaper for the query; null without bounds. */
    private static Query priceFilter(String low, String high) {
        if (low.isEmpty() && high.isEmpty()) return null;
        double from = low.isEmpty() ? Double.NEGATIVE_INFINITY : Double.parseDouble(low);
        double to = high.isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(high);
        return DoubleField.newRangeQuery(ProductDocuments.PRICE, from, to);
    }
}

import java.io.IOException;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;

/** The modes over the single text field: KIND_WHAT. */
final class TextSearches {
    private static final int FUZZY_EXPANSIONS = 50;

    private TextSearches() {}

    static Search prepare(String mode, String line) {
        int separator = mode.indexOf('_');
        String kind = mode.substring(0, separator);
        String what = mode.substring(separator + 1);
        Query query = query(kind, what, line);
        return switch (what) {
            case "top10" -> searcher -> Answer.top(top(searcher, query, 10).scoreDocs);
            case "top100" -> searcher -> Answer.top(top(searcher, query, 100).scoreDocs);
            case "count" -> searcher -> Answer.count(searcher.count(query));
            case "top10count" -> topAndCount(fastestWay(kind), query);
            // Each way by name, to measure again which is the fastest for a kind.
            case "top10count-scoring" -> topAndCount(Way.COUNT_WHILE_SCORING, query);
            case "top10count-twice" -> topAndCount(Way.SEARCH_TWICE, query);
            case "top10count-first" -> topAndCount(Way.FIRST_WHILE_COUNTING, query);
            default -> throw new UnsupportedOperationException("unknown mode " + mode);
        };
    }

    private static Query query(String kind, String what, String line) {
        String[] tokens = line.split(" ");
        return switch (kind) {
            case "or" -> bool(tokens, Occur.SHOULD);
            case "and" -> bool(tokens, Occur.MUST);
            case "phrase" -> new PhraseQuery(TextDocuments.TEXT, tokens);
            case "prefix" -> new PrefixQuery(term(line), prefixRewrite(what));
            case "fuzzy" -> new FuzzyQuery(term(line), 1, 0, FUZZY_EXPANSIONS, true);
            case "fuzzy2" -> new FuzzyQuery(term(line), 2, 0, FUZZY_EXPANSIONS, true);
            default -> throw new UnsupportedOperationException("unknown kind " + kind);
        };
    }

    /** Counting reads every posting and is fastest with one bit set; ten hits are found sooner in the longest lists. */
    private static MultiTermQuery.RewriteMethod prefixRewrite(String what) {
        return what.contains("count")
            ? MultiTermQuery.CONSTANT_SCORE_REWRITE : MultiTermQuery.CONSTANT_SCORE_BLENDED_REWRITE;
    }

    private static Query bool(String[] tokens, Occur occur) {
        if (tokens.length == 1) return new TermQuery(term(tokens[0]));
        BooleanQuery.Builder builder = new BooleanQuery.Builder();
        for (String token : tokens) builder.add(new TermQuery(term(token)), occur);
        return builder.build();
    }

    private static Term term(String token) {
        return new Term(TextDocuments.TEXT, token);
    }

    /** Documents that cannot reach the best any more are skipped: the total is not counted. */
    private static TopDocs top(IndexSearcher searcher, Query query, int size) throws IOException {
        return searcher.search(query, new TopScoreDocCollectorManager(size, null, size));
    }

    /** The ways to find both the ten best and the exact number. */
    private enum Way { COUNT_WHILE_SCORING, SEARCH_TWICE, FIRST_WHILE_COUNTING }

    /** As measured: see ../README.md. */
    private static Way fastestWay(String kind) {
        return switch (kind) {
            // Skipping saves much of a disjunction, and counting it needs no scores.
            case "or" -> Way.SEARCH_TWICE;
            // All scores are the same, so the first ten are as good as any.
            case "prefix" -> Way.FIRST_WHILE_COUNTING;
            // Finding the matches costs more than scoring them.
            default -> Way.COUNT_WHILE_SCORING;
        };
    }

    private static Search topAndCount(Way way, Query query) {
        return switch (way) {
            case COUNT_WHILE_SCORING -> searcher -> countWhileScoring(searcher, query);
            case SEARCH_TWICE -> searcher -> topThenCount(searcher, query);
            case FIRST_WHILE_COUNTING -> searcher -> searcher.search(query, FirstAndCount.collectorManager(10)).answer();
        };
    }

    private static Answer countWhileScoring(IndexSearcher searcher, Query query) throws IOException {
        TopDocs found = searcher.search(query, new TopScoreDocCollectorManager(10, null, Integer.MAX_VALUE));
        return new Answer(found.scoreDocs, found.totalHits.value(), null);
    }

    private static Answer topThenCount(IndexSearcher searcher, Query query) throws IOException {
        return new Answer(top(searcher, query, 10).scoreDocs, (long) searcher.count(query), null);
    }
}

package dev.agentguard.effect.query;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Reach;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads queries of graph databases by their words outside of text, names and comments: Cypher and GQL, SPARQL, Gremlin,
 * AQL. A word that destroys counts wherever a keyword may stand; a text without any word that is known is unknown.
 */
public final class GraphQuery {

    private static final int DEEPEST = 4;

    private static final Set<String> STARTS = Set.of(
            "MATCH",
            "OPTIONAL",
            "MERGE",
            "UNWIND",
            "RETURN",
            "CALL",
            "CREATE",
            "DETACH",
            "FOREACH",
            "PROFILE",
            "PREFIX",
            "BASE",
            "ASK",
            "CONSTRUCT",
            "LOAD",
            "SHOW",
            "WITH",
            "USE",
            "INSERT",
            "DELETE",
            "CLEAR",
            "DROP",
            "EXPLAIN");

    private static final Set<String> LOOKS =
            Set.of("MATCH", "RETURN", "UNWIND", "SHOW", "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "YIELD");

    private static final Set<String> CHANGES = Set.of(
            "CREATE",
            "MERGE",
            "SET",
            "REMOVE",
            "INSERT",
            "LOAD",
            "ADD",
            "ALTER",
            "GRANT",
            "DENY",
            "REVOKE",
            "RENAME",
            "START",
            "STOP",
            "ENABLE",
            "DROPPED",
            "ADDV",
            "ADDE",
            "PROPERTY");

    private static final Set<String> DESTROYS =
            Set.of("DELETE", "DETACH", "DROP", "CLEAR", "MOVE", "COPY", "DEALLOCATE");

    /** Procedures that look, by the start of their names. */
    private static final List<String> LOOKING = List.of(
            "DB.LABELS",
            "DB.RELATIONSHIPTYPES",
            "DB.PROPERTYKEYS",
            "DB.SCHEMA.",
            "DB.INDEXES",
            "DB.CONSTRAINTS",
            "DB.INFO",
            "DB.PING",
            "DB.INDEX.FULLTEXT.QUERY",
            "DB.INDEX.VECTOR.QUERY",
            "DB.INDEX.FULLTEXT.LIST",
            "DB.STATS.RETRIEVE",
            "DBMS.COMPONENTS",
            "DBMS.LIST",
            "DBMS.INFO",
            "DBMS.QUERYJMX",
            "DBMS.PROCEDURES",
            "DBMS.FUNCTIONS",
            "DBMS.SHOWCURRENTUSER",
            "APOC.META.",
            "APOC.HELP",
            "APOC.PATH.",
            "APOC.NEIGHBORS.",
            "APOC.ALGO.",
            "APOC.STATS.",
            "APOC.CYPHER.RUNFIRSTCOLUMN",
            "GDS.GRAPH.LIST",
            "GDS.GRAPH.EXISTS",
            "GDS.LIST",
            "GDS.VERSION");

    private static final List<String> DESTROYING =
            List.of("DELETE", "DROP", "CLEAR", "TRUNCATE", "NUKE", "PURGE", "REMOVE", "DETACH", "KILL", "TTL.EXPIRE");

    /** What a loop of AQL ends in. */
    private static final List<String> ENDS_LOOP =
            List.of("RETURN", "REMOVE", "INSERT", "UPDATE", "REPLACE", "UPSERT", "COLLECT");

    private final String text;
    private final int depth;
    private final boolean loops;
    private Reversibility worst = Reversibility.READ_ONLY;
    private String why = "only looks";
    private boolean known;

    private GraphQuery(String text, int depth) {
        this.text = text;
        this.depth = depth;
        this.loops = isLoop(text);
    }

    /**
     * Returns whether a text can hardly be anything else: a pattern of Cypher, a question of SPARQL, a walk of Gremlin, a
     * loop of AQL.
     *
     * @param text the text
     * @return true if it begins as such a query does
     */
    public static boolean looksLikeOne(String text) {
        String upper = start(text);
        boolean cypher = (upper.startsWith("MATCH") || upper.startsWith("OPTIONAL MATCH") || merges(upper))
                && upper.indexOf('(') > 0
                && upper.indexOf(')') > 0;
        return cypher
                || isLoop(text)
                || upper.startsWith("PREFIX ")
                || upper.startsWith("G.V(")
                || upper.startsWith("G.E(");
    }

    private static String start(String text) {
        String start = text.strip();
        return start.substring(0, Math.min(start.length(), 400)).toUpperCase(Locale.ROOT);
    }

    /** {@code MERGE (n:User)}, which {@code MERGE INTO users} is not. */
    private static boolean merges(String upper) {
        return upper.startsWith("MERGE") && upper.substring(5).strip().startsWith("(");
    }

    /** {@code FOR u IN users REMOVE u IN users}; a sentence has no such words behind. */
    private static boolean isLoop(String text) {
        String upper = start(text);
        if (!upper.startsWith("FOR ") && !upper.startsWith("LET ")) {
            return false;
        }
        List<String> words = List.of(upper.split("[^A-Z0-9_@]+", 80));
        int in = words.indexOf(upper.startsWith("FOR ") ? "IN" : "FOR");
        return in > 0
                && in < words.size() - 1
                && words.subList(in + 1, words.size()).stream().anyMatch(ENDS_LOOP::contains);
    }

    /**
     * Returns whether a text begins as such a query may.
     *
     * @param text the text
     * @return true if its first word is one with which they begin
     */
    public static boolean mayBeOne(String text) {
        String start = text.strip();
        int end = 0;
        while (end < start.length() && end < 20 && Character.isLetter(start.charAt(end))) {
            end++;
        }
        return STARTS.contains(start.substring(0, end).toUpperCase(Locale.ROOT)) || looksLikeOne(text);
    }

    /**
     * Returns what a query does.
     *
     * @param text the query
     * @param where the name of the place it stands in
     * @return its effect
     */
    public static Effect read(String text, String where) {
        GraphQuery query = new GraphQuery(text, 0);
        query.read();
        if (!query.known) {
            query.raise(Reversibility.UNKNOWN, "a query that is not understood");
        }
        return Effect.of("query:run", new Evidence(where, ""))
                .resource("query:graph", null)
                .reach(query.worst == Reversibility.READ_ONLY ? Reach.ONE : Reach.ALL)
                .reversibility(query.worst, query.why)
                .build();
    }

    private void read() {
        if (text.contains("\\u")) {
            raise(Reversibility.UNKNOWN, "a query in which characters are escaped");
        }
        boolean procedure = false;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"' || c == '`') {
                int end = closed(i, c);
                if (end < 0) {
                    raise(Reversibility.UNKNOWN, "a query whose text does not end");
                    return;
                }
                if (c != '`') {
                    inside(text.substring(i + 1, end));
                }
                i = end + 1;
            } else if (text.startsWith("//", i) && !follows(i, ':')) {
                i = lineEnd(i);
            } else if (text.startsWith("/*", i)) {
                int end = text.indexOf("*/", i + 2);
                i = end < 0 ? text.length() : end + 2;
            } else if (Character.isLetter(c) || c == '_') {
                int end = i;
                while (end < text.length()
                        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                    end++;
                }
                String word = text.substring(i, end).toUpperCase(Locale.ROOT);
                if (procedure) {
                    end = nameEnd(end);
                    procedure(text.substring(i, end).toUpperCase(Locale.ROOT));
                    procedure = false;
                } else {
                    procedure = word.equals("CALL") && startsName(end);
                    known |= word.equals("CALL");
                    word(word, i);
                }
                i = end;
            } else {
                i++;
            }
        }
    }

    private void word(String word, int at) {
        boolean step = follows(at, '.'); // of a walk; of anything else a property
        boolean walk = step && text.strip().toUpperCase(Locale.ROOT).startsWith("G.");
        if (walk) {
            known = true;
            if (word.equals("DROP")) {
                raise(Reversibility.IRREVERSIBLE, "`drop` destroys");
            } else if (CHANGES.contains(word)) {
                raise(Reversibility.REVERSIBLE, "`" + word.toLowerCase(Locale.ROOT) + "` changes the graph");
            }
            return;
        }
        boolean number = step && at > 1 && Character.isDigit(text.charAt(at - 2));
        if ((step && !number) || follows(at, ':') || follows(at, '$') || follows(at, '?')) {
            return;
        }
        if ((word.equals("MOVE") || word.equals("COPY")) && !startsStatement(at)) {
            return; // a name, in Cypher
        }
        if (loops && word.equals("REMOVE")) {
            known = true;
            raise(Reversibility.IRREVERSIBLE, "`remove` destroys");
            return;
        }
        boolean changes = CHANGES.contains(word) || (loops && ENDS_LOOP.contains(word) && !LOOKS.contains(word));
        known |= changes || LOOKS.contains(word) || DESTROYS.contains(word);
        if (DESTROYS.contains(word)) {
            raise(Reversibility.IRREVERSIBLE, "`" + word.toLowerCase(Locale.ROOT) + "` destroys");
        } else if (changes && !word.equals("COLLECT")) {
            raise(Reversibility.REVERSIBLE, "`" + word.toLowerCase(Locale.ROOT) + "` changes the graph");
        }
    }

    private void procedure(String name) {
        known = true;
        String shown = "`" + name.toLowerCase(Locale.ROOT) + "`";
        boolean projection = name.startsWith("GDS.");
        if (holds(LOOKING, name::startsWith) || (projection && endsAsReading(name))) {
            return;
        }
        if (projection) {
            raise(Reversibility.REVERSIBLE, shown + " works on what it computed itself");
        } else if (holds(DESTROYING, name::contains)) {
            raise(Reversibility.IRREVERSIBLE, shown + " destroys");
        } else if (name.startsWith("APOC.PERIODIC.ITERATE") || name.startsWith("APOC.CYPHER.")) {
            raise(Reversibility.REVERSIBLE, shown + " runs the queries it is given");
        } else {
            raise(Reversibility.UNKNOWN, shown + " is a procedure that is not known");
        }
    }

    private static boolean endsAsReading(String name) {
        return name.endsWith(".STREAM") || name.endsWith(".STATS") || name.endsWith(".ESTIMATE");
    }

    private static boolean holds(List<String> names, Predicate<String> test) {
        return names.stream().anyMatch(test);
    }

    /** Procedures run queries that they are given as text. */
    private void inside(String quoted) {
        if (depth >= DEEPEST || !text.toUpperCase(Locale.ROOT).contains("APOC.")) {
            return;
        }
        GraphQuery inner = new GraphQuery(quoted, depth + 1);
        inner.read();
        raise(inner.worst, inner.why);
    }

    private void raise(Reversibility to, String reason) {
        if (to != worst && worst.worse(to) == to) {
            worst = to;
            why = reason;
        }
    }

    private boolean startsStatement(int at) {
        int i = at - 1;
        while (i >= 0 && Character.isWhitespace(text.charAt(i))) {
            i--;
        }
        return i < 0 || text.charAt(i) == ';' || text.charAt(i) == '>';
    }

    private boolean follows(int at, char c) {
        return at > 0 && text.charAt(at - 1) == c;
    }

    private int closed(int at, char quote) {
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && quote != '`') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }

    private int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private boolean startsName(int at) {
        int i = at;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i < text.length() && Character.isLetter(text.charAt(i));
    }

    private int nameEnd(int at) {
        int end = at;
        while (end < text.length()
                && (Character.isLetterOrDigit(text.charAt(end)) || ".`_".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }
}

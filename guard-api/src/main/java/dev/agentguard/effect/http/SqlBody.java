package dev.agentguard.effect.http;

import dev.agentguard.action.SqlCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.query.GraphQuery;
import dev.agentguard.effect.sql.SqlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SQL in a field of a request, as BigQuery, Snowflake, Databricks, Elasticsearch and the HTTP interfaces of databases
 * take it, or as the whole body, as ClickHouse and Trino do; and queries of graph databases in such fields.
 */
final class SqlBody implements Form {

    private static final int DEEPEST = 4;

    /** Fields that are for statements and nothing else. */
    private static final Set<String> STATEMENTS = Set.of(
            "sql",
            "statement",
            "statements",
            "stmt",
            "stmts",
            "sqlquery",
            "sqltext",
            "sqlstatement",
            "rawsql",
            "cypher");

    /** Fields that may hold statements, or what to search for. */
    private static final Set<String> QUERIES =
            Set.of("query", "queries", "q", "querystring", "querytext", "commandtext", "batch", "requests");

    /** Beside these a statement is kept rather than run. */
    private static final Set<String> KEPT = Set.of("name", "title", "description", "displayname", "label");

    private final SqlReader sql;

    SqlBody(SqlReader sql) {
        this.sql = sql;
    }

    /** Returns whether the parameters of a URL could hold a statement. */
    static boolean mayBeIn(Map<String, ?> parameters) {
        for (Map.Entry<String, ?> parameter : parameters.entrySet()) {
            if (parameter.getValue() instanceof String text && text.length() > 6 && isField(parameter.getKey())) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a statement may stand under this name. */
    static boolean isField(String field) {
        String name = plain(field);
        return STATEMENTS.contains(name) || QUERIES.contains(name);
    }

    @Override
    public boolean isWhole() {
        return true;
    }

    @Override
    public @Nullable List<Effect> read(Sent request) {
        Content content = request.content();
        Map<String, String> found = new LinkedHashMap<>();
        boolean[] kept = new boolean[1];
        find(statements(request), "url", DEEPEST, found, kept);
        find(content.form(), "body", DEEPEST, found, kept);
        if (content.isQuietJson() && found.isEmpty()) {
            return null;
        }
        if (content.json() != null) {
            content.json().readings().forEach(reading -> find(reading, "body", 0, found, kept));
        } else if (content.xml() == null && StatementText.is(content.text())) {
            found.put(content.text(), "body");
        }
        if (found.isEmpty()) {
            return null;
        }
        Effect whole = request.plain().effect(request.knowledge(), request.host());
        if (whole.basis() == Basis.PACK && whole.reversibility() == Reversibility.READ_ONLY) {
            return List.of(whole); // the provider only reads there, whatever the statement
        }
        List<Effect> effects = new ArrayList<>();
        String host = request.host().isEmpty() ? null : request.host();
        Set<Effect> read = new LinkedHashSet<>();
        for (Map.Entry<String, String> statement : found.entrySet()) {
            if (!request.budget().take()) {
                read.add(request.overBudget());
                break;
            }
            if (GraphQuery.looksLikeOne(statement.getKey())) {
                read.add(GraphQuery.read(statement.getKey(), statement.getValue()));
            } else {
                read.addAll(sql.read(new SqlCall(statement.getKey()), statement.getValue()));
            }
        }
        read.forEach(effect -> effects.add(effect.toBuilder().host(host).build()));
        addWhole(request, whole, effects, kept[0]);
        return effects;
    }

    /** {@code GET /search/code?q=drop+table+t}: what is looked for is no statement, unless its name says so. */
    private static Map<String, @Nullable Object> statements(Sent request) {
        Map<String, @Nullable Object> parameters = request.target().parameters();
        String path = request.target().path().toLowerCase(Locale.ROOT) + "/";
        if (parameters.isEmpty() || !request.plain().isGet() || !path.contains("/search/")) {
            return parameters;
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>(parameters);
        named.keySet().removeIf(name -> !STATEMENTS.contains(plain(name)));
        return named;
    }

    /** What the request does beside running the statements: all of it where they are only kept, else what destroys. */
    private static void addWhole(Sent request, Effect whole, List<Effect> effects, boolean kept) {
        boolean destroys = whole.reversibility() == Reversibility.IRREVERSIBLE
                || whole.reversibility() == Reversibility.RECOVERABLE;
        boolean listed = whole.basis() == Basis.PACK && whole.reversibility() == Reversibility.REVERSIBLE;
        boolean problem =
                request.content().problem() != null || request.content().unread() != null;
        if (destroys || listed || problem) {
            effects.add(whole);
        } else if (kept) {
            effects.add(request.plain().effectOfUrl(request.knowledge(), request.host()));
        }
    }

    private static void find(
            @Nullable Object value, String where, int depth, Map<String, String> found, boolean[] kept) {
        if (value instanceof List<?> items && depth < DEEPEST) {
            items.forEach(item -> find(item, where, depth + 1, found, kept));
        }
        if (!(value instanceof Map<?, ?> fields)) {
            return;
        }
        fields.forEach((key, inner) -> {
            if (Fields.isNumberOrFlag(inner)) {
                return;
            }
            boolean text = inner instanceof String;
            boolean deeper = !text && depth < DEEPEST && (inner instanceof Map || inner instanceof List);
            if (!text && !deeper) {
                return;
            }
            String name = plain(String.valueOf(key));
            boolean statement = STATEMENTS.contains(name);
            if (statement || QUERIES.contains(name)) {
                add(inner, statement, where + "." + key, found);
            }
            if (KEPT.contains(name)) {
                kept[0] = true;
            }
            if (deeper) {
                find(inner, where, depth + 1, found, kept);
            }
        });
    }

    private static void add(@Nullable Object value, boolean statement, String where, Map<String, String> found) {
        List<?> texts = value instanceof List<?> several ? several : java.util.Collections.singletonList(value);
        for (Object one : texts) {
            if (one instanceof String text
                    && ((statement ? StatementText.begins(text) : StatementText.is(text))
                            || GraphQuery.looksLikeOne(text))) {
                found.put(text, where);
            }
        }
    }

    /** Returns a name as the sets have it, or nothing where it can be none of theirs, as most are not. */
    private static String plain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean other = i == 0 && "srqcbntdl_-".indexOf(c | 0x20) < 0 && c != '_' && c != '-';
            if (other || (!letter && c != '_' && c != '-')) {
                return "";
            }
        }
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }
}

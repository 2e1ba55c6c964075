package dev.agentguard.effect.http;

import dev.agentguard.effect.Limits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set of fields that may carry a GraphQL request: a query string, a form, a JSON object. Names are compared without
 * regard to case, since some servers do so; every value of a name counts.
 *
 * @param where the place in the action, for example {@code body[2]}
 * @param fields the fields
 */
record Carrier(String where, Map<?, ?> fields) {

    /** An array, for each name of a body is compared with each of these. */
    private static final String[] NAMES = {
        "query", "operationname", "variables", "extensions", "documentid", "doc_id", "queryid"
    };

    /** The first is the one of the GraphQL over HTTP specification. */
    private static final List<String> STORED = List.of("documentId", "doc_id", "queryId");

    /** Returns whether fields could carry a request at all. */
    static boolean mayBeIn(Map<?, ?> parameters) {
        for (Object name : parameters.keySet()) {
            if (name instanceof String text && isName(text)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a field of this name could be part of a request. */
    static boolean isName(String text) {
        for (String name : NAMES) {
            if (text.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether nothing stands beside what a GraphQL request has, so that all of it is read as one. */
    boolean isAll() {
        for (Object name : fields.keySet()) {
            if (!(name instanceof String text) || !isName(text)) {
                return false;
            }
        }
        return true;
    }

    List<String> documents() {
        return texts("query");
    }

    List<String> operationNames() {
        return texts("operationName");
    }

    /** The values of {@code variables}; null stands for one that cannot be read. */
    List<@Nullable Map<String, @Nullable Object>> variables(Limits limits) {
        List<@Nullable Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Object value : values("variables")) {
            Object json = value instanceof String text && !text.isBlank() ? fromText(text, limits) : value;
            if (json instanceof Map<?, ?> map) {
                Map<String, @Nullable Object> copy = new java.util.LinkedHashMap<>();
                map.forEach((name, one) -> copy.put(String.valueOf(name), one));
                all.add(copy);
            } else if (json != null && !json.equals("")) {
                all.add(null);
            }
        }
        return all;
    }

    /** Returns whether a stored document is called by its hash. */
    boolean isPersisted(Limits limits) {
        return hash(limits) != null;
    }

    /** Returns whether a document that the server keeps is called by its name. */
    boolean namesStored() {
        return STORED.stream().anyMatch(name -> !texts(name).isEmpty());
    }

    /** Returns whether the hash that is sent with a document is not this document's, so that another one may run. */
    boolean contradicts(String document, Limits limits) {
        String hash = hash(limits);
        return hash != null && !hash.equals(sha256(document));
    }

    private @Nullable String hash(Limits limits) {
        for (Object value : values("extensions")) {
            Object extensions = value instanceof String text ? fromText(text, limits) : value;
            if (extensions instanceof Map<?, ?> map && map.get("persistedQuery") instanceof Map<?, ?> persisted) {
                return String.valueOf(persisted.get("sha256Hash")).toLowerCase(Locale.ROOT);
            }
        }
        return null;
    }

    private static @Nullable Object fromText(String text, Limits limits) {
        JsonBody json = JsonBody.of(text, limits);
        return json.problem() == null && json.readings().size() == 1
                ? json.readings().get(0)
                : List.of(); // neither an object nor absent
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object value : values(name)) {
            if (value instanceof String text && !text.isBlank()) {
                texts.add(text);
            }
        }
        return texts;
    }

    private List<@Nullable Object> values(String name) {
        List<@Nullable Object> values = new ArrayList<>();
        fields.forEach((key, value) -> {
            if (key instanceof String text && text.equalsIgnoreCase(name)) {
                if (value instanceof List<?> several) {
                    values.addAll(several);
                } else {
                    values.add(value);
                }
            }
        });
        return values;
    }
}

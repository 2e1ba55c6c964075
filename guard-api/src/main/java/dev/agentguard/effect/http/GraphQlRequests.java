package dev.agentguard.effect.http;

import dev.agentguard.effect.Limits;
import dev.agentguard.effect.graphql.GraphQlRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the GraphQL requests in a request: in the query, a form, a JSON object, a batch, or a body that is a document.
 * Servers differ in whether the URL or the body wins, so both are combined. Not safe for use by threads.
 */
final class GraphQlRequests {

    /** One request in many is still read beyond the limit on operations, so that the worst of them is found. */
    private static final int OVER_LIMIT = 5;

    /** What many documents may have together, as a part of the largest body; one document may have all of it. */
    private static final int PART_OF_BODY = 4;

    private final Limits limits;
    private final boolean endpoint;
    private final Predicate<String> understood;
    private final List<GraphQlRequest> requests = new ArrayList<>();
    private final Map<String, String> problems = new LinkedHashMap<>();
    private int characters;
    private boolean wholeBody;

    /**
     * Creates a finder.
     *
     * @param limits how much is looked at
     * @param endpoint whether the request goes to where GraphQL is spoken, so that a request without a document is a
     *     problem; elsewhere only what is understood counts
     * @param understood tells whether a text is a document
     */
    GraphQlRequests(Limits limits, boolean endpoint, Predicate<String> understood) {
        this.limits = limits;
        this.endpoint = endpoint;
        this.understood = understood;
    }

    /** Returns whether a request that does not go to where GraphQL is spoken could carry some at all. */
    static boolean mayBeIn(RequestTarget target, Content content) {
        if (content.type().isGraphQl() || Carrier.mayBeIn(target.parameters()) || Carrier.mayBeIn(content.form())) {
            return true;
        }
        JsonBody json = content.json();
        if (json == null) {
            return content.form().containsKey("operations") || content.text().contains("mutation");
        }
        if (json.isQuiet()) {
            return false;
        }
        for (Object reading : json.readings()) {
            for (Object item : reading instanceof List<?> batch ? batch : Collections.singletonList(reading)) {
                if (item instanceof Map<?, ?> fields && Carrier.mayBeIn(fields)) {
                    return true;
                }
            }
        }
        return false;
    }

    List<GraphQlRequest> requests() {
        return requests;
    }

    /** Returns what could not be understood, by its place. */
    Map<String, String> problems() {
        return problems;
    }

    /** Returns whether the body is GraphQL requests and nothing else, all of them understood. */
    boolean areWholeBody() {
        return wholeBody && !requests.isEmpty() && problems.isEmpty();
    }

    void find(RequestTarget target, Content content) {
        Carrier url = new Carrier("url", target.parameters());
        List<Carrier> bodies = bodies(content);
        wholeBody = content.json() != null
                && !bodies.isEmpty()
                && bodies.stream()
                        .allMatch(body -> body.isAll() && !body.documents().isEmpty());
        combine(url, bodies.isEmpty() ? new Carrier("body", Map.of()) : bodies.get(0), url);
        for (Carrier body : bodies) {
            if (isFull()) {
                break;
            }
            combine(body, body, url);
        }
        if (bodies.isEmpty() && !content.isEmpty() && content.unread() == null) {
            rawDocument(content, url);
        }
        if ((endpoint || !requests.isEmpty()) && content.unread() != null) {
            problems.put("body", "body not inspected: " + content.unread());
        }
        if ((endpoint || !requests.isEmpty()) && content.problem() != null) {
            problems.put("body", "the body is ambiguous: " + content.problem());
        }
    }

    private List<Carrier> bodies(Content content) {
        List<Carrier> carriers = new ArrayList<>();
        if (content.json() != null) {
            content.json().readings().forEach(reading -> add(carriers, reading));
        }
        // GraphQL multipart requests: the operations beside the files that they name
        if (content.type().isMultipart() && content.form().containsKey("operations")) {
            Object operations = content.form().get("operations");
            boolean several = operations instanceof List<?> all && all.stream().anyMatch(List.class::isInstance);
            if (several) {
                ((List<?>) operations).forEach(one -> add(carriers, one));
            } else {
                add(carriers, operations);
            }
        }
        Carrier form = new Carrier("body", content.form());
        if (!form.documents().isEmpty() || form.isPersisted(limits)) {
            carriers.add(form);
        }
        return carriers;
    }

    private void add(List<Carrier> carriers, @Nullable Object reading) {
        if (reading instanceof Map<?, ?> object) {
            carriers.add(new Carrier("body", object));
        } else if (reading instanceof List<?> batch) {
            for (int i = 0; i < batch.size(); i++) {
                if (batch.get(i) instanceof Map<?, ?> object) {
                    carriers.add(new Carrier("body[" + i + "]", object));
                } else if (endpoint) {
                    problems.putIfAbsent("body[" + i + "]", "it is not a GraphQL request");
                }
            }
        }
    }

    /** Reads the documents of one carrier with the names and variables that it or the other one supplies. */
    private void combine(Carrier source, Carrier first, Carrier second) {
        if (endpoint && source.namesStored()) {
            problems.put(source.where(), "it names a stored document, which is not sent");
        }
        List<String> documents = new ArrayList<>(source.documents());
        if (documents.stream().anyMatch(this::isOver)) {
            return;
        }
        if (!endpoint) {
            documents.removeIf(document -> !understood.test(document));
        }
        if (documents.isEmpty()) {
            withoutDocument(source, second);
            return;
        }
        for (String document : documents) {
            if (source.contradicts(document, limits)) {
                problems.put(source.where(), "a persisted query whose hash is not that of the document beside it");
            }
            read(document, source.where() + ".query", first, second);
        }
    }

    /** Whether a document that follows others makes them more than are read. */
    private boolean isOver(String document) {
        if (document.indexOf('{') < 0) {
            return false;
        }
        boolean first = characters == 0;
        characters = (int) Math.min(Integer.MAX_VALUE, (long) characters + document.length());
        boolean over = !first && characters > limits.bodyBytes() / PART_OF_BODY;
        if (over) {
            problems.put("body", "more than " + limits.bodyBytes() / PART_OF_BODY + " characters of documents");
        }
        return over;
    }

    private void withoutDocument(Carrier source, Carrier url) {
        if (source.isPersisted(limits)) {
            problems.put(source.where(), "a persisted query: the document is not sent, only its hash");
        } else if (endpoint && !source.where().equals("url") && url.documents().isEmpty()) {
            problems.put(source.where(), "there is no GraphQL document in it");
        } else if (endpoint && source.where().equals("url") && source.fields().containsKey("query")) {
            problems.put("url", "there is no GraphQL document in it");
        }
    }

    private void rawDocument(Content content, Carrier url) {
        if (endpoint || content.type().isGraphQl() || isMutation(content.text())) {
            if (understood.test(content.text())) {
                read(content.text(), "body", url, url);
            } else {
                String problem = content.problem();
                problems.put(
                        "body",
                        "the body is not GraphQL as far as it can be read" + (problem == null ? "" : ": " + problem));
            }
        }
    }

    /** A document that writes is one wherever it is sent; one that reads may as well be another text. */
    private boolean isMutation(String text) {
        return text.contains("mutation") && understood.test(text);
    }

    private void read(String document, String where, Carrier first, Carrier second) {
        List<@Nullable String> names = new ArrayList<>(first.operationNames());
        second.operationNames().stream().filter(name -> !names.contains(name)).forEach(names::add);
        if (names.isEmpty()) {
            names.add(null);
        }
        List<Map<String, @Nullable Object>> variables = new ArrayList<>();
        for (Map<String, @Nullable Object> one : first.variables(limits)) {
            variables.add(known(one, where));
        }
        for (Map<String, @Nullable Object> one : second.variables(limits)) {
            Map<String, @Nullable Object> other = known(one, where);
            if (!variables.contains(other)) {
                variables.add(other);
            }
        }
        if (variables.isEmpty()) {
            variables.add(Map.of());
        }
        for (String name : names) {
            for (Map<String, @Nullable Object> one : variables) {
                add(new GraphQlRequest(document, name, one, where));
            }
        }
    }

    private Map<String, @Nullable Object> known(@Nullable Map<String, @Nullable Object> variables, String where) {
        if (variables == null) {
            problems.put(where, "its variables cannot be read");
            return GraphQlRequest.UNKNOWN_VARIABLES;
        }
        return variables;
    }

    private void add(GraphQlRequest request) {
        if (!isFull()) {
            requests.add(request);
        }
    }

    private boolean isFull() {
        boolean full = requests.size() == limits.operations() * OVER_LIMIT;
        if (full) {
            problems.put("body", "more than " + requests.size() + " GraphQL requests in one");
        }
        return full;
    }
}

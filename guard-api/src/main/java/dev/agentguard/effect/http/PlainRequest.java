package dev.agentguard.effect.http;

import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Arguments;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.ShownValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request as a whole: method, path and fields. Not safe for use by threads. */
final class PlainRequest {

    /** Where remote procedure calls say what they do, with a body that does not: AWS, Tencent and Alibaba, SOAP. */
    private static final List<String> OPERATION_HEADERS =
            List.of("X-Amz-Target", "SOAPAction", "smithy-protocol", "X-TC-Action", "x-acs-action");

    /** The name under which a body that is a JSON array stands among the arguments. */
    private static final String ITEMS = "[]";

    private static final int LONGEST_JSON = 100_000;

    private final RequestTarget target;
    private final Content content;
    private final Set<String> methods;
    private final Headers headers;
    private final Map<String, List<String>> named;
    private final TellingFields.Parameters told;
    private final Arguments parameters;
    private final Arguments arguments;

    private PlainRequest(
            RequestTarget target,
            Content content,
            Set<String> methods,
            Headers headers,
            Map<String, List<String>> named,
            boolean quietNamed,
            TellingFields.Parameters told) {
        this.target = target;
        this.content = content;
        this.methods = methods;
        this.headers = headers;
        this.named = named;
        this.told = told;
        Arguments.Known known = told.quiet() ? Arguments.Known.QUIET : Arguments.Known.NOTHING;
        this.parameters = new Arguments(known, target::parameters);
        this.arguments = content.isEmpty() && named.isEmpty()
                ? parameters
                : new Arguments(quietNamed ? known(known, content) : Arguments.Known.NOTHING, this::merged);
    }

    private static Arguments.Known known(Arguments.Known ofParameters, Content content) {
        JsonBody json = content.json();
        if (ofParameters == Arguments.Known.NOTHING || json == null || !json.isQuiet()) {
            return Arguments.Known.NOTHING;
        }
        return json.isUncertain() ? Arguments.Known.UNSEEN : Arguments.Known.QUIET;
    }

    /** Reads a request of which the parts are read. */
    static PlainRequest of(
            HttpCall call, Headers headers, RequestTarget target, Content content, TellingFields telling) {
        TellingFields.Parameters told = telling.of(target.parameters());
        Set<String> own = Methods.of(call.method(), target, told, content);
        if (headers.isPlain()) {
            return new PlainRequest(target, content, own, headers, Map.of(), true, told);
        }
        Map<String, List<String>> named = new LinkedHashMap<>();
        for (String header : OPERATION_HEADERS) {
            List<String> values = call.header(header);
            if (!values.isEmpty()) {
                named.put(
                        header,
                        values.stream()
                                .map(value -> value.replace('"', ' ').strip())
                                .toList());
            }
        }
        return new PlainRequest(
                target, content, Methods.overridden(own, call), headers, named, areQuiet(named, telling), told);
    }

    /** Whether no operation that these name may be one that destroys. */
    private static boolean areQuiet(Map<String, List<String>> named, TellingFields telling) {
        for (Map.Entry<String, List<String>> header : named.entrySet()) {
            TellingFields.Field field = telling.of(header.getKey());
            for (String value : header.getValue()) {
                if (field.telling() == Knowledge.Telling.BY_VALUE || telling.tells(header.getKey(), field, value)) {
                    return false;
                }
            }
        }
        return true;
    }

    RequestTarget target() {
        return target;
    }

    Content content() {
        return content;
    }

    Headers headers() {
        return headers;
    }

    /** What the parameters of the URL say. */
    TellingFields.Parameters told() {
        return told;
    }

    /** The methods that a server may take it for. */
    Set<String> methods() {
        return methods;
    }

    /** Header fields that name an operation, by their names. */
    Map<String, List<String>> named() {
        return named;
    }

    /** The parameters and the fields of the body. */
    Map<String, @Nullable Object> arguments() {
        return arguments;
    }

    /** Returns the effect at a host, the worst where the method is overridden; what could not be read raises it. */
    Effect effect(Knowledge knowledge, String host) {
        return effect(knowledge, host, arguments, problem());
    }

    /** Returns the effect that method and URL tell by themselves, for a body that was read in another way. */
    Effect effectOfUrl(Knowledge knowledge, String host) {
        return effect(knowledge, host, parameters, target.problem());
    }

    private Effect effect(
            Knowledge knowledge, String host, Map<String, @Nullable Object> arguments, @Nullable String problem) {
        Effect worst = null;
        boolean alone = problem != null && target.problem() == null;
        for (String method : methods) {
            Operation operation = new Operation(
                    Operation.Protocol.HTTP,
                    host,
                    target.path(),
                    method,
                    target.segments(),
                    arguments,
                    evidence(method, host));
            Effect effect = knowledge.effectOf(operation);
            worst = worst == null || isWorse(effect, worst) ? effect : worst;
            alone = alone && knowledge.standsAlone(operation);
        }
        Effect effect = Objects.requireNonNull(worst, "a request has a method");
        return problem == null || alone || mayOnlyRead() || effect.reversibility() == Reversibility.IRREVERSIBLE
                ? effect
                : effect.toBuilder()
                        .reversibility(Reversibility.UNKNOWN, problem)
                        .build();
    }

    /** Whether every server takes it for a GET. */
    boolean isGet() {
        return methods.size() == 1 && methods.contains("GET");
    }

    /** Whether every server takes it for a POST. */
    boolean posts() {
        return methods.size() == 1 && methods.contains("POST");
    }

    /** Whether every server takes it for a POST or a PUT. */
    boolean writes() {
        return methods.stream().allMatch(method -> method.equals("POST") || method.equals("PUT"));
    }

    boolean mayOnlyRead() {
        for (String method : methods) {
            if (!Methods.isSafe(method)) {
                return false;
            }
        }
        return true;
    }

    @Nullable
    String problem() {
        if (target.problem() != null) {
            return target.problem();
        }
        if (content.unread() != null) {
            return "body not inspected: " + content.unread();
        }
        return content.problem() == null ? null : "the body is ambiguous: " + content.problem();
    }

    private static boolean isWorse(Effect effect, Effect than) {
        return effect.reversibility() != than.reversibility()
                && effect.reversibility().worse(than.reversibility()) == effect.reversibility();
    }

    private Map<String, @Nullable Object> merged() {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        merge(arguments, target.parameters());
        merge(arguments, named);
        content.form().forEach((name, value) -> put(arguments, name, inText(value)));
        if (content.xml() != null
                && (content.xml().problem() == null || content.xml().isCut())) {
            put(arguments, content.xml().root(), content.xml().value());
        }
        if (content.json() != null) {
            for (Object reading : content.json().readings()) {
                if (reading instanceof Map<?, ?> fields) {
                    merge(arguments, fields);
                } else if (reading instanceof List<?> items) {
                    put(arguments, ITEMS, items);
                }
            }
        }
        return arguments;
    }

    /** {@code commands=[{"type": "item_delete"}]}: what a field of a form holds as JSON. */
    private static @Nullable Object inText(@Nullable Object value) {
        if (!(value instanceof String text)
                || text.length() > LONGEST_JSON
                || !(text.startsWith("[") || text.startsWith("{"))) {
            return value;
        }
        List<Object> readings = JsonBody.of(text, Limits.DEFAULT).readings();
        return readings.size() == 1 ? readings.get(0) : value;
    }

    private static void merge(Map<String, @Nullable Object> arguments, Map<?, ?> fields) {
        fields.forEach((name, value) -> put(arguments, String.valueOf(name), value));
    }

    /** Two values for one name: which of them the server takes is not known. */
    private static void put(Map<String, @Nullable Object> arguments, String name, @Nullable Object value) {
        int before = arguments.size();
        Object other = arguments.put(name, value);
        if (arguments.size() == before && !Objects.equals(other, value)) {
            arguments.put(name, Operation.UNRESOLVED);
        }
    }

    Evidence evidence(String method, String host) {
        String path = target.path();
        if (path.startsWith("/") && !path.contains("//") && !path.endsWith("/") && !ShownValue.holdsSecret(path, '/')) {
            return new Evidence("request", method + " " + host + path);
        }
        StringBuilder text = new StringBuilder(method.length() + host.length() + path.length() + 2);
        text.append(method).append(' ').append(host);
        int before = text.length();
        for (int start = 0; start < path.length(); ) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (end > start) {
                String segment = path.substring(start, end);
                text.append('/').append(ShownValue.isSecret(segment) ? "…" : segment);
            }
            start = end + 1;
        }
        return new Evidence("request", (text.length() == before ? text.append('/') : text).toString());
    }
}

package dev.agentguard.effect.http;

import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.EffectList;
import dev.agentguard.effect.EffectReader;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.ProgramReader;
import dev.agentguard.effect.Reach;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.effect.graphql.GraphQlRequest;
import dev.agentguard.effect.sql.SqlReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an HTTP request does: the root fields where it speaks GraphQL, else method, path and fields. The content
 * type is a hint only, a method override counts, and where two servers could read a request differently both readings
 * are judged. Immutable and safe for use by many threads if its {@link Knowledge} is.
 *
 * <p>Looked at are URLs of {@link Limits#urlCharacters} characters and bodies of {@link Limits#bodyBytes} bytes, decoded,
 * under 8 content codings at most, with {@link Limits#fields} fields, 2,000 parts and {@link Limits#depth} levels;
 * five times {@link Limits#operations} requests within one request, 3 deep, of which the worst are returned. A request is
 * read for 20 methods that it may have, 20 operations of AWS that it may name and 4 hosts that it may be for. What is
 * beyond is {@code UNKNOWN} or worse.
 */
public final class HttpReader implements EffectReader<HttpCall> {

    /** How deep requests within requests are read. */
    private static final int DEEPEST = 3;

    /** For how many hosts one request is read. */
    private static final int MOST_HOSTS = 4;

    private static final Form AWS = new AwsRequests();

    private static final Set<String> GRAPHQL_SEGMENTS = Set.of("graphql", "gql");

    private final Knowledge knowledge;
    private final GraphQlReader graphQl;
    private final Limits limits;
    private final List<Form> forms;
    private final TellingFields telling;
    private final boolean placed;
    private final @Nullable ProgramReader programs;

    /**
     * Creates a reader that leaves programs in requests unread.
     *
     * @param knowledge says what a request does and where GraphQL is spoken
     * @param graphQl reads the documents
     * @param limits how much of a request is looked at
     */
    public HttpReader(Knowledge knowledge, GraphQlReader graphQl, Limits limits) {
        this(knowledge, graphQl, limits, false, null, null);
    }

    /**
     * Creates a reader.
     *
     * @param knowledge says what a request does and where GraphQL is spoken
     * @param graphQl reads the documents
     * @param limits how much of a request is looked at
     * @param placed whether effects say at which URL they happen ({@link Place#URL})
     * @param programs reads what a request gives a service to run; null to leave that {@code UNKNOWN}
     * @param tools reads the calls of tools that a request carries; null to go by their names and flags
     */
    public HttpReader(
            Knowledge knowledge,
            GraphQlReader graphQl,
            Limits limits,
            boolean placed,
            @Nullable ProgramReader programs,
            @Nullable EffectReader<ToolCall> tools) {
        this.placed = placed;
        this.programs = programs;
        this.knowledge = knowledge;
        this.graphQl = graphQl;
        this.limits = limits;
        this.telling = new TellingFields(knowledge);
        // the first that a request has is how it is read
        this.forms = List.of(
                AWS,
                new JsonRpc(tools),
                new MultipartBatch(),
                new JsonBatch(),
                new BulkLines(),
                new XmlRpc(),
                new PathRpc(),
                new SqlBody(new SqlReader(limits)));
    }

    /**
     * Where a URL points to, as effects name it.
     *
     * @param host host and, if explicit and not the default, port, in lower case; empty if it cannot be read
     * @param path the path, decoded
     */
    public record Endpoint(String host, String path) {}

    /**
     * Returns where a URL points to.
     *
     * @param url the URL, which may be malformed
     * @return its host and path
     */
    public static Endpoint endpoint(String url) {
        RequestTarget target = RequestTarget.of(url);
        return new Endpoint(target.host(), target.path());
    }

    @Override
    public List<Effect> read(HttpCall call) {
        List<Effect> effects = withPrograms(read(call, new Budget(limits), 0));
        if (!placed) {
            return effects;
        }
        boolean whole = call.url().length() <= limits.urlCharacters();
        Place place = new Place(Place.URL, whole ? RequestTarget.of(call.url()).certain() : null);
        return effects.stream()
                .map(effect -> {
                    List<Place> places = new ArrayList<>(effect.places());
                    places.add(place);
                    return effect.toBuilder().places(places).build();
                })
                .toList();
    }

    private List<Effect> withPrograms(List<Effect> effects) {
        ProgramReader reader = programs;
        if (reader == null || !holdPrograms(effects)) {
            return effects;
        }
        EffectList all = new EffectList(limits.operations());
        for (Effect effect : effects) {
            reader.unfold(effect).forEach(all::add);
        }
        return all.bounded(over ->
                Sent.unknown("", "body", over + " acts in one request, more than the limit of " + limits.operations()));
    }

    private static boolean holdPrograms(List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect.program() != null) {
                return true;
            }
        }
        return false;
    }

    private List<Effect> read(HttpCall call, Budget budget, int depth) {
        int longest = limits.urlCharacters();
        if (call.url().length() <= longest) {
            return readWhole(call, budget, depth);
        }
        String url = call.url().substring(0, longest);
        List<Effect> effects = new ArrayList<>(
                readWhole(new HttpCall(call.method(), url, call.headers(), call.body()), budget, depth));
        effects.add(Sent.unknown(
                RequestTarget.of(url).host(), "url", "the url is longer than the limit of " + longest + " characters"));
        return effects;
    }

    private List<Effect> readWhole(HttpCall call, Budget budget, int depth) {
        RequestTarget target = RequestTarget.of(call.url());
        Headers headers = Headers.of(call);
        Content content = Content.of(call, headers, target, telling, limits);
        PlainRequest plain = PlainRequest.of(call, headers, target, content, telling);
        boolean plainHeaders = headers.isPlain();
        if (plainHeaders && isAllSaid(plain)) {
            AwsRequest aws = AwsRequest.of(plain, target.host());
            if (aws == null) {
                return List.of(plain.effect(knowledge, target.host()));
            }
        }
        boolean socket = target.isWebSocket()
                || (!plainHeaders
                        && call.header("Upgrade").stream()
                                .anyMatch(
                                        value -> value.toLowerCase(Locale.ROOT).contains("websocket")));
        Set<String> hosts = plainHeaders ? Set.of(target.host()) : hosts(call, target);
        if (hosts.size() == 1) {
            Sent sent = new Sent(
                    call,
                    plain,
                    target.host(),
                    knowledge,
                    limits,
                    budget,
                    inner -> inner(inner, target.host(), budget, depth));
            List<Effect> effects = readAt(sent, socket);
            return effects.size() == 1 ? List.copyOf(effects) : bounded(target, new LinkedHashSet<>(effects));
        }
        Set<Effect> effects = new LinkedHashSet<>();
        int left = MOST_HOSTS;
        for (String host : hosts) {
            if (--left < 0) {
                effects.add(Sent.unknown("", "header Host", "it names more than " + MOST_HOSTS + " hosts"));
                break;
            }
            Sent sent =
                    new Sent(call, plain, host, knowledge, limits, budget, inner -> inner(inner, host, budget, depth));
            effects.addAll(readAt(sent, socket));
        }
        return bounded(target, effects);
    }

    /** Whether method, URL and plain fields are all that says what it does, and only in one way. */
    private boolean isAllSaid(PlainRequest plain) {
        RequestTarget target = plain.target();
        Content content = plain.content();
        return target.problem() == null
                && !target.isWebSocket()
                && (content.isEmpty() || content.isQuietJson())
                && content.type().isPlain()
                && !plain.told().toForms()
                && ((content.isEmpty() && plain.mayOnlyRead())
                        || !(isNamedGraphQl(target.path())
                                || knowledge.speaksGraphQl(target.host(), target.path())
                                || PathRpc.isProcedure(target.path())));
    }

    private List<Effect> bounded(RequestTarget target, Set<Effect> effects) {
        EffectList bounded = new EffectList(limits.operations());
        effects.forEach(bounded::add);
        return bounded.bounded(over -> Sent.unknown(
                target.host(),
                "body",
                over + " operations in one request, more than the limit of " + limits.operations()));
    }

    /** Reads a request that stands inside of another one. */
    private List<Effect> inner(HttpCall call, String host, Budget budget, int depth) {
        return depth < DEEPEST
                ? read(call, budget, depth + 1)
                : List.of(Sent.unknown(host, "body", "requests within requests, more than " + DEEPEST + " deep"));
    }

    /** The host of the URL and, where it differs, that of the header by which a server may choose. */
    private static Set<String> hosts(HttpCall call, RequestTarget target) {
        Set<String> hosts = new LinkedHashSet<>();
        hosts.add(target.host());
        for (String header : call.header("Host")) {
            String host = RequestTarget.host(header.strip(), target.scheme());
            hosts.add(host == null ? "" : host);
        }
        return hosts;
    }

    private List<Effect> readAt(Sent sent, boolean socket) {
        PlainRequest plain = sent.plain();
        String host = sent.host();
        RequestTarget target = plain.target();
        boolean known = knowledge.speaksGraphQl(host, target.path());
        boolean endpoint = known || isNamedGraphQl(target.path());
        if (!endpoint && !GraphQlRequests.mayBeIn(target, plain.content())) {
            return withoutGraphQl(sent);
        }
        GraphQlRequests found = new GraphQlRequests(limits, endpoint, graphQl::understands);
        found.find(target, plain.content());
        List<Effect> effects = new ArrayList<>();
        for (GraphQlRequest request : found.requests()) {
            effects.addAll(graphQl.read(request, host, target.path()));
        }
        found.problems().forEach((where, problem) -> effects.add(unknown(host, where, problem)));
        if (endpoint && effects.isEmpty()) {
            if (socket) {
                effects.add(
                        unknown(host, "url", "operations are sent over a socket, where this version does not read"));
            } else if (!plain.mayOnlyRead()) {
                effects.add(unknown(host, "body", "there is no GraphQL document in it"));
            }
        }
        if (effects.isEmpty()) {
            return withoutGraphQl(sent);
        }
        if (!known) {
            // not certain to be GraphQL: what the request says as a whole counts too if it is worse than a plain write
            addIfWorse(
                    effects, found.areWholeBody() ? plain.effectOfUrl(knowledge, host) : plain.effect(knowledge, host));
        }
        return effects;
    }

    private List<Effect> withoutGraphQl(Sent sent) {
        for (Form form : forms) {
            List<Effect> inside = form.read(sent);
            if (inside != null) {
                List<Effect> effects = new ArrayList<>(inside);
                if (!form.isWhole()) {
                    addIfWorse(effects, sent.plain().effectOfUrl(knowledge, sent.host()));
                }
                return effects;
            }
        }
        return List.of(sent.plain().effect(knowledge, sent.host()));
    }

    private static void addIfWorse(List<Effect> effects, Effect whole) {
        if (whole.reversibility().compareTo(Reversibility.REVERSIBLE) > 0) {
            effects.add(whole);
        }
    }

    /** Whether a path is one at which GraphQL is usually spoken: {@code /graphql}, {@code /graphql/v2}. */
    private static boolean isNamedGraphQl(String path) {
        if (path.indexOf('q') < 0 && path.indexOf('Q') < 0) {
            return false;
        }
        String lower = path.toLowerCase(Locale.ROOT);
        if (!lower.contains("gql") && !lower.contains("graphql")) {
            return false;
        }
        List<String> segments = new ArrayList<>(List.of(lower.split("/", -1)));
        segments.removeIf(String::isEmpty);
        int last = segments.size() - 1;
        if (last > 0 && isVersion(segments.get(last))) {
            last--;
        }
        return last >= 0 && GRAPHQL_SEGMENTS.contains(segments.get(last));
    }

    private static boolean isVersion(String segment) {
        return segment.length() > 1
                && segment.charAt(0) == 'v'
                && segment.substring(1).chars().allMatch(c -> "0123456789.".indexOf(c) >= 0);
    }

    private static Effect unknown(String host, String where, String reason) {
        return Effect.of("graphql:unknown", new Evidence(where, ""))
                .resource("unknown", null)
                .reach(Reach.ALL)
                .reversibility(Reversibility.UNKNOWN, reason)
                .host(host.isEmpty() ? null : host)
                .build();
    }
}

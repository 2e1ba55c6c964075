package dev.agentguard.effect.tool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.EffectReader;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Reach;
import dev.agentguard.effect.graphql.GraphQlRequest;
import dev.agentguard.effect.http.HttpReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a tool call does. What was declared on the tool stands, and what is read in its arguments is added to it:
 * neither lowers the other. A tool that runs what its arguments hold is judged by them; any other without a declared
 * class by its name and description as well. Immutable and safe for use by many threads if its readers are.
 *
 * <p>Looked at are the declared arguments and others up to 1,000 in all; in those that nobody declared 32 levels, 10,000
 * texts, maps and lists, 8 Mi characters, 1 Mi characters of JSON inside of texts and 50 programs; one program of any length that
 * its reader takes, or several of 65,536 characters together; a body of {@link Limits#bodyBytes} bytes and 1,000 header
 * fields. What is beyond is {@code UNKNOWN} or worse.
 */
public final class ToolReader implements EffectReader<ToolCall> {

    private static final int LONGEST_NAME = 100;

    /** A developer declares a handful; a call with more is one that was made to be too long. */
    private static final int MOST_ARGUMENTS = 1_000;

    private final Knowledge knowledge;
    private final ToolDescriptions descriptions;
    private final EffectReader<HttpCall> http;
    private final ProgramReading programs;
    private final Limits limits;
    private final Cache<String, Kind> kinds =
            Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build();

    /**
     * Creates a reader.
     *
     * @param knowledge says what a tool's name means
     * @param http reads the requests that parameters make
     * @param programs reads the programs in parameters
     * @param limits how much of a call is looked at
     */
    public ToolReader(Knowledge knowledge, EffectReader<HttpCall> http, ProgramReading programs, Limits limits) {
        this.knowledge = knowledge;
        this.descriptions = new ToolDescriptions(knowledge);
        this.http = http;
        this.programs = programs;
        this.limits = limits;
    }

    @Override
    public List<Effect> read(ToolCall call) {
        return read(new ToolReading(call));
    }

    /**
     * Reads what a tool call does.
     *
     * @param reading the call
     * @return its effects in the order in which they would happen, at least one
     */
    public List<Effect> read(ToolReading reading) {
        ToolCall call = reading.call();
        if (isSeenWhole(call)) {
            return readAll(reading.seen());
        }
        List<Effect> effects = new ArrayList<>(readAll(reading.seen()));
        effects.add(unknown(
                "tool:arguments",
                "arguments",
                call.arguments().size() + " arguments, more than the limit of " + MOST_ARGUMENTS));
        return List.copyOf(effects);
    }

    /** Returns whether all of a call's arguments are looked at. */
    static boolean isSeenWhole(ToolCall call) {
        return call.arguments().size() <= MOST_ARGUMENTS;
    }

    /** Returns the call with what was declared on it, and with as many more of its arguments as are looked at. */
    static ToolCall shortened(ToolCall call) {
        Map<String, @Nullable Object> first = new LinkedHashMap<>();
        for (Parameter parameter : call.declaration().parameters()) {
            if (call.arguments().containsKey(parameter.name())) {
                first.put(parameter.name(), call.arguments().get(parameter.name()));
            }
        }
        for (Map.Entry<String, @Nullable Object> argument : call.arguments().entrySet()) {
            if (first.size() >= MOST_ARGUMENTS) {
                break;
            }
            first.put(argument.getKey(), argument.getValue());
        }
        return new ToolCall(call.tool(), call.description(), first, call.declaration(), call.remote());
    }

    private List<Effect> readAll(RoleValues values) {
        ToolCall call = values.call();
        ProgramBudget budget = new ProgramBudget();
        Set<Effect> inside = new LinkedHashSet<>(2);
        if (values.haveMoreThanNames()) {
            readRequest(values, inside);
            readDocuments(values, budget, inside);
            readText(values, Role.SQL, budget, inside);
            readText(values, Role.SHELL, budget, inside);
        }
        ToolEffects whole = new ToolEffects(values, limits.operations());
        String declared = call.declaration().reversibility();
        List<Effect> effects;
        if (declared != null || call.declaration().destroysRecovery()) {
            String name = declared == null ? Reversibility.IRREVERSIBLE.name() : declared;
            effects = whole.declared(name, kindOf(call));
            inside.addAll(undeclared(values, budget, true));
        } else if (inside.isEmpty()) {
            effects = byName(call, values, budget, whole);
        } else {
            effects = List.of();
            inside.addAll(undeclared(values, budget, true));
        }
        inside.addAll(PatchText.deletions(values.undeclared()));
        if (inside.isEmpty()) {
            return List.copyOf(effects);
        }
        List<Effect> all = new ArrayList<>(effects);
        all.addAll(inside);
        return List.copyOf(all);
    }

    /** The kind comes from the name alone, and the declared tools of an application are few. */
    private Kind kindOf(ToolCall call) {
        if (call.tool().length() > LONGEST_NAME) {
            return ToolNaming.kindOf(call, knowledge);
        }
        Kind known = ToolNaming.declaredKind(call);
        return known != null ? known : kinds.get(call.tool(), tool -> ToolNaming.kindOf(call, knowledge));
    }

    private List<Effect> byName(ToolCall call, RoleValues values, ProgramBudget budget, ToolEffects whole) {
        ToolNaming naming = ToolNaming.of(call, knowledge, descriptions);
        List<Effect> inside = undeclared(values, budget, false);
        if (naming.runs() && !undeclared(values, new ProgramBudget(), true).isEmpty()) {
            return inside;
        }
        boolean runs = naming.reversibility() == Reversibility.UNKNOWN
                || (naming.reversibility() == Reversibility.REVERSIBLE && InferredRequest.isAllOf(call));
        if (runs && !inside.isEmpty()) {
            return inside;
        }
        if (naming.reversibility() == Reversibility.READ_ONLY && inside.isEmpty() && isOnlyQuery(call.tool())) {
            return whole.named(naming.unreadable());
        }
        List<Effect> effects = new ArrayList<>(isUndone(call, naming) ? whole.undone(naming) : whole.named(naming));
        effects.addAll(inside);
        return effects;
    }

    /** Only what name and description say by themselves is lowered, not what the arguments of a call add to that. */
    private boolean isUndone(ToolCall call, ToolNaming naming) {
        if (call.declaration().undoneBy() == null || naming.reversibility().compareTo(Reversibility.RECOVERABLE) <= 0) {
            return false;
        }
        ToolCall alone = new ToolCall(call.tool(), call.description(), Map.of(), call.declaration(), call.remote());
        return ToolNaming.of(alone, knowledge, descriptions).reversibility() == naming.reversibility();
    }

    /**
     * Returns the requests that a tool's parameters make, so that what they carry can be looked at.
     *
     * @param reading the call
     * @return the requests, empty if its parameters make none
     */
    public List<HttpCall> requests(ToolReading reading) {
        HttpCall declared = ToolRequest.of(reading.whole(), limits.bodyBytes()).call();
        if (declared != null) {
            return List.of(declared);
        }
        ToolCall inferred = reading.whole().mayBeRequest() ? InferredRequest.of(reading.call()) : null;
        HttpCall request = inferred == null
                ? null
                : ToolRequest.of(new RoleValues(inferred), limits.bodyBytes()).call();
        return request == null ? List.of() : List.of(request);
    }

    /**
     * Returns the command lines that stand in a tool's arguments, so that what they carry can be looked at.
     *
     * @param reading the call
     * @return the lines by the place that their effects have
     */
    public Map<String, String> commandLines(ToolReading reading) {
        RoleValues values = reading.seen();
        if (!values.has(Role.SHELL) && values.programs().isEmpty()) {
            return Map.of();
        }
        Map<String, String> lines = new LinkedHashMap<>();
        for (Parameter parameter : values.all(Role.SHELL)) {
            if (values.value(parameter) instanceof String line) {
                lines.put("argument " + parameter.name(), line);
            }
        }
        for (ArgumentProgram program : values.programs()) {
            if (program.language() == ArgumentProgram.Language.SHELL) {
                lines.putIfAbsent("argument " + program.where(), program.text());
            }
        }
        return lines;
    }

    /** Any other word in the name says in what it looks; this one alone may be a statement of any kind. */
    private static boolean isOnlyQuery(String tool) {
        String name = ArgumentNames.key(tool).strip();
        return name.equals("query") || name.equals("runquery") || name.equals("rawquery");
    }

    /** What stands in arguments that nobody declared; of a declared tool only where their names say that it is run. */
    private List<Effect> undeclared(RoleValues values, ProgramBudget budget, boolean onlyNamed) {
        ToolCall request = onlyNamed || !values.mayBeRequest() ? null : InferredRequest.of(values.call());
        // a document in the body of a request is read there, where its host is known
        RoleValues beside = request == null ? values : new RoleValues(request);
        List<ArgumentProgram> found = beside == values && budget.isWhole()
                ? values.programs()
                : ArgumentPrograms.in(beside.undeclared(), values, budget);
        if (found.isEmpty() && request == null) {
            return List.of();
        }
        List<Effect> effects = new ArrayList<>();
        for (ArgumentProgram program : found) {
            if (program.named() || !onlyNamed) {
                programs.read(program).stream()
                        .filter(effect -> program.named() || (isWorseThanAWrite(effect) && isKnown(program, effect)))
                        .forEach(effects::add);
            }
        }
        if (request != null) {
            Set<Effect> sent = new LinkedHashSet<>();
            readRequest(new RoleValues(request), sent);
            effects.addAll(sent);
        }
        return effects;
    }

    /** A sentence has a semicolon as well: only a program that is known makes a command line of a value. */
    private static boolean isKnown(ArgumentProgram program, Effect effect) {
        return program.language() != ArgumentProgram.Language.SHELL || effect.basis() != Basis.GENERIC;
    }

    private static boolean isWorseThanAWrite(Effect effect) {
        return effect.reversibility() == Reversibility.RECOVERABLE
                || effect.reversibility() == Reversibility.IRREVERSIBLE;
    }

    private void readRequest(RoleValues values, Set<Effect> effects) {
        ToolRequest request = ToolRequest.of(values, limits.bodyBytes());
        HttpCall call = request.call();
        if (call != null) {
            effects.addAll(RelativeRequest.isOne(call) ? RelativeRequest.read(call, http) : http.read(call));
        }
        if (request.problem() != null) {
            effects.add(unknown("http:request", "arguments", request.problem()));
        }
    }

    private void readDocuments(RoleValues values, ProgramBudget budget, Set<Effect> effects) {
        for (Parameter parameter : values.all(Role.GRAPHQL)) {
            Object value = values.value(parameter);
            String where = "argument " + parameter.name();
            if (value instanceof String document && !budget.allows(document)) {
                effects.add(unseen(where));
            } else if (value instanceof String document) {
                readDocument(values, document, where, effects);
            } else if (value != null) {
                effects.add(unknown("graphql:unknown", where, "a GraphQL document that is not given as text"));
            }
        }
    }

    private void readDocument(RoleValues values, String document, String where, Set<Effect> effects) {
        Map<String, @Nullable Object> variables = values.variables();
        boolean sent = values.first(Role.HTTP_URL) instanceof String
                && values.first(Role.HTTP_BODY) == null
                && document.equals(values.first(Role.GRAPHQL));
        if (sent && (variables != null || document.indexOf('$') < 0)) {
            return; // read as the body of the request
        }
        HttpReader.Endpoint endpoint =
                HttpReader.endpoint(values.first(Role.HTTP_URL) instanceof String url ? url : "");
        GraphQlRequest request = new GraphQlRequest(
                document, null, variables == null ? GraphQlRequest.UNKNOWN_VARIABLES : variables, where);
        effects.addAll(programs.graphQl().read(request, endpoint.host(), endpoint.path()));
    }

    private void readText(RoleValues values, Role role, ProgramBudget budget, Set<Effect> effects) {
        for (Parameter parameter : values.all(role)) {
            Object value = values.value(parameter);
            String where = "argument " + parameter.name();
            if (value instanceof String text && !budget.allows(text)) {
                effects.add(unseen(where));
            } else if (value instanceof String text) {
                effects.addAll(role == Role.SQL ? programs.statements(text, where) : programs.commandLine(text, where));
            } else if (value != null) {
                String language = role == Role.SQL ? "sql" : "shell";
                effects.add(unknown(language + ":unknown", where, "a program that is not given as text"));
            }
        }
    }

    /** A program behind others that were long already. */
    static Effect unseen(String where) {
        return unknown("tool:arguments", where, "more arguments than are looked at");
    }

    static Effect unknown(String operation, String where, String reason) {
        return Effect.of(operation, new Evidence(where, ""))
                .reach(Reach.ALL)
                .reversibility(Reversibility.UNKNOWN, reason)
                .build();
    }
}

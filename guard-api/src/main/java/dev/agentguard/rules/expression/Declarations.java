package dev.agentguard.rules.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The variables that expressions may name, with the types of their fields. */
final class Declarations implements CelTypeProvider {

    static final StructType EFFECT = struct(
            "Effect",
            ImmutableMap.<String, CelType>builder()
                    .put("operation", SimpleType.STRING)
                    .put("provider", SimpleType.STRING)
                    .put("kind", SimpleType.STRING)
                    .put("reversibility", SimpleType.STRING)
                    .put("reach", SimpleType.STRING)
                    .put("basis", SimpleType.STRING)
                    .put("resource_type", SimpleType.STRING)
                    .put("resource", SimpleType.STRING)
                    .put("environment", SimpleType.STRING)
                    .put("host", SimpleType.STRING)
                    .put("makes", SimpleType.BOOL)
                    .put("destroys_recovery", SimpleType.BOOL)
                    .put("rows", SimpleType.INT)
                    .put("amount", SimpleType.DOUBLE)
                    .put("currency", SimpleType.STRING)
                    .put("recipients", SimpleType.INT)
                    .buildOrThrow());

    static final StructType COMMAND = struct(
            "Command", ImmutableMap.of("program", SimpleType.STRING, "arguments", ListType.create(SimpleType.STRING)));

    static final StructType ACTION = struct(
            "Action",
            ImmutableMap.<String, CelType>builder()
                    .put("kind", SimpleType.STRING)
                    .put("tool", SimpleType.STRING)
                    .put("arguments", MapType.create(SimpleType.STRING, SimpleType.DYN))
                    .put("method", SimpleType.STRING)
                    .put("url", SimpleType.STRING)
                    .put("statement", SimpleType.STRING)
                    .put("commands", ListType.create(reference("Command")))
                    .buildOrThrow());

    static final StructType CREDENTIAL =
            struct("Credential", ImmutableMap.of("name", SimpleType.STRING, "found", SimpleType.BOOL));

    static final StructType SESSION = struct(
            "Session",
            ImmutableMap.<String, CelType>builder()
                    .put("id", SimpleType.STRING)
                    .put("reversible", SimpleType.INT)
                    .put("recoverable", SimpleType.INT)
                    .put("irreversible", SimpleType.INT)
                    .put("unknown", SimpleType.INT)
                    .put("refused", SimpleType.INT)
                    .put("asked", SimpleType.INT)
                    .put("influenced", SimpleType.BOOL)
                    .put("influenced_by", ListType.create(SimpleType.STRING))
                    .buildOrThrow());

    static final Map<String, CelType> VARIABLES = ImmutableMap.<String, CelType>builder()
            .put("effect", reference("Effect"))
            .put("action", reference("Action"))
            .put("environments", ListType.create(SimpleType.STRING))
            .put("credential", reference("Credential"))
            .put("session", reference("Session"))
            .put("recovery", SimpleType.STRING)
            .put("own", SimpleType.BOOL)
            .put("origin", SimpleType.STRING)
            .put("time", SimpleType.TIMESTAMP)
            .buildOrThrow();

    /** {@code session.count("git:push*")}. */
    static final CelFunctionDecl COUNT = CelFunctionDecl.newFunctionDeclaration(
            "count",
            CelOverloadDecl.newMemberOverload(
                    SessionFields.COUNT, SimpleType.INT, reference("Session"), SimpleType.STRING));

    /** What has one of a few words as its value: a comparison with another one can never hold. */
    static final Map<String, List<String>> WORDS = Map.of(
            "effect.kind", words(Kind.values()),
            "effect.reversibility", words(Reversibility.values()),
            "effect.reach", words(Reach.values()),
            "effect.basis", words(Basis.values()),
            "action.kind", List.of("http", "process", "sql", "store", "tool"),
            "recovery", List.of("not_needed", "survives", "does_not_survive", "unknown"),
            "origin", List.of("tool", "wire_in_tool", "wire"));

    private static final ImmutableMap<String, CelType> TYPES = ImmutableMap.of(
            "Effect", EFFECT, "Command", COMMAND, "Action", ACTION, "Credential", CREDENTIAL, "Session", SESSION);

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(TYPES.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }

    /** Returns the names that may stand behind a variable's point. */
    static List<String> fields(String type) {
        CelType known = TYPES.get(type);
        return known instanceof StructType struct
                ? struct.fieldNames().stream().sorted().toList()
                : List.of();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> words(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Declarations::word).toList();
    }

    private static StructTypeReference reference(String name) {
        return StructTypeReference.create(name);
    }

    private static StructType struct(String name, ImmutableMap<String, CelType> fields) {
        return StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }
}

package dev.agentguard.pack;

import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Reach;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a service that is known.
 *
 * @param entry the service
 * @param name the operation's own name
 * @param said what was generated of it
 * @param operation as it was read
 * @param arguments its arguments, with those of the path, each with a capital
 * @param path the names of the path's parameters, outermost first
 */
record AwsCall(
        AwsCatalog.Entry entry,
        String name,
        AwsClass said,
        Operation operation,
        Map<String, @Nullable Object> arguments,
        List<String> path) {

    /** Endings of an argument that names the thing, in the order in which they are asked. */
    private static final List<String> ENDINGS = List.of("Id", "Identifier", "Name", "Arn", "Ids", "Names", "Arns", "");

    private static final int LONGEST_ID = 256;

    /** Returns the name under which policies and packs know it. */
    String fullName() {
        return entry.provider() + ":" + name;
    }

    /** Returns what a rule says of it. */
    Effect by(Rule rule) {
        return RuleReading.read(entry.provider(), name, rule, operation, arguments);
    }

    /** Returns the effect that was generated. */
    Effect generated() {
        Object target = target();
        boolean several = target instanceof Collection<?> ids && ids.size() != 1;
        Object one = target instanceof Collection<?> ids && ids.size() == 1
                ? ids.iterator().next()
                : target;
        String id = Argument.text(one);
        return Effect.of(fullName(), operation.evidence())
                .basis(Basis.PACK)
                .host(operation.host().isEmpty() ? null : operation.host())
                .kind(said.kind())
                .destroysRecovery(said == AwsClass.DESTROYS_RECOVERY)
                .reach(several ? Reach.MANY : Reach.ONE)
                .resource(entry.provider() + ":" + type(), id.isBlank() || id.length() > LONGEST_ID ? null : id)
                .reversibility(said.reversibility(), said.reason())
                .build();
    }

    /** What the name says it acts on: `Volume` of `DeleteVolume`. */
    private String noun() {
        int verb = Words.of(name).get(0).length();
        String noun = verb == name.length() ? name : name.substring(verb);
        return noun.endsWith("s") && !noun.endsWith("ss") ? noun.substring(0, noun.length() - 1) : noun;
    }

    private String type() {
        String noun = noun();
        return noun.substring(0, 1).toLowerCase(Locale.ROOT) + noun.substring(1);
    }

    /** The argument that is called like the thing, else the innermost part of the path. */
    private @Nullable Object target() {
        String noun = noun();
        for (String start : List.of(noun, "", "Resource")) {
            for (String ending : ENDINGS) {
                Object value = arguments.get(start + ending);
                if (value instanceof String || value instanceof Collection<?>) {
                    return value;
                }
            }
        }
        return path.isEmpty() ? null : arguments.get(AwsArguments.capital(path.get(path.size() - 1)));
    }
}

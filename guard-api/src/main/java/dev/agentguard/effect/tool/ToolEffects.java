package dev.agentguard.effect.tool;

import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Kept;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Reach;
import dev.agentguard.effect.Resource;
import dev.agentguard.effect.ShownValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The effects of a tool as a whole: what was declared on it, or what its name says. */
final class ToolEffects {

    private static final int LONGEST_NAME = 200;
    private static final String DECLARED = "declared on the tool";
    private static final Map<String, Reversibility> CLASSES = Arrays.stream(Reversibility.values())
            .collect(Collectors.toUnmodifiableMap(Reversibility::name, Function.identity()));

    private static final Kept<String> SHOWN = new Kept<>(ToolEffects::shown);
    private static final Kept<String> ARGUMENTS = new Kept<>(name -> "argument " + name);
    private static final Kept<String> TYPES = new Kept<>(tool -> "tool:" + shown(tool));

    private final ToolCall call;
    private final RoleValues values;
    private final int most;

    ToolEffects(RoleValues values, int most) {
        this.call = values.call();
        this.values = values;
        this.most = most;
    }

    List<Effect> declared(String className, Kind kind) {
        Reversibility declared = CLASSES.get(className);
        if (declared != null) {
            return effects(declared, kind, Basis.DECLARED, saidOnTheTool());
        }
        return effects(Reversibility.UNKNOWN, kind, Basis.DECLARED, "declared as a class that does not exist");
    }

    List<Effect> named(ToolNaming naming) {
        return effects(naming.reversibility(), naming.kind(), Basis.GENERIC, naming.reason());
    }

    /** What a developer says that another tool undoes, whatever its name suggests. */
    List<Effect> undone(ToolNaming naming) {
        return effects(Reversibility.RECOVERABLE, naming.kind(), Basis.DECLARED, saidOnTheTool());
    }

    private String saidOnTheTool() {
        String by = call.declaration().undoneBy();
        return by == null ? DECLARED : DECLARED + ", `" + shown(by) + "` undoes it";
    }

    private List<Effect> effects(Reversibility reversibility, Kind kind, Basis basis, String reason) {
        ToolDeclaration declaration = call.declaration();
        String type = TYPES.of(call.tool());
        String operation = declaration.operation().isEmpty() ? type : declaration.operation();
        List<Effect> effects = new ArrayList<>(1);
        List<Place> told = EnvironmentArguments.of(call.tool(), values);
        for (Target target : targets(type, kind)) {
            effects.add(Effect.of(operation, target.evidence())
                    .kind(kind)
                    .resource(target.resource())
                    .reach(target.resource().id() == null ? Reach.ALL : Reach.ONE)
                    .reversibility(reversibility, reason)
                    .quantity(ToolQuantity.of(kind, call.arguments()))
                    .destroysRecovery(declaration.destroysRecovery())
                    .basis(basis)
                    .places(places(operation, told))
                    .build());
        }
        return effects;
    }

    private record Target(Resource resource, Evidence evidence) {}

    private List<Target> targets(String type, Kind kind) {
        List<Target> targets = new ArrayList<>(1);
        for (Parameter parameter : values.all(Role.RESOURCE)) {
            Object value = values.value(parameter);
            List<?> ids = value instanceof List<?> list && !list.isEmpty() && list.size() <= most
                    ? list
                    : java.util.Collections.singletonList(value);
            for (Object id : ids) {
                Evidence evidence = new Evidence(ARGUMENTS.of(parameter.name()), ShownValue.of(parameter.name(), id));
                targets.add(new Target(new Resource(parameter.resourceType(), id(id)), evidence));
            }
        }
        Resource paid = targets.isEmpty() && kind == Kind.MONEY ? PaidThing.of(call.arguments()) : null;
        if (paid != null) {
            targets.add(new Target(paid, new Evidence("tool", SHOWN.of(call.tool()))));
        }
        if (targets.isEmpty()) {
            targets.add(new Target(new Resource(type, null), new Evidence("tool", SHOWN.of(call.tool()))));
        }
        return targets;
    }

    /** What names no single resource names all of them. */
    private static @Nullable String id(@Nullable Object value) {
        if (value instanceof String text) {
            return text.isBlank() || text.strip().equals("*") ? null : text;
        }
        return value instanceof Number number ? number.toString() : null;
    }

    private List<Place> places(String operation, List<Place> told) {
        if (!(values.first(Role.ENVIRONMENT) instanceof String name) || name.isBlank()) {
            return told;
        }
        List<Place> places = new ArrayList<>(told);
        places.add(0, Place.environmentOf(operation, name));
        return places;
    }

    private static String shown(String tool) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < tool.length() && i < LONGEST_NAME; i++) {
            char c = tool.charAt(i);
            name.append(Character.isISOControl(c) ? '_' : c);
        }
        return name.toString();
    }
}

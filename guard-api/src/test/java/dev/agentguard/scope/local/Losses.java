package dev.agentguard.scope.local;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.Loss;
import dev.agentguard.scope.Placement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Losses of this machine in few words. */
final class Losses {

    private Losses() {}

    static Effect effect(String operation, String type, @Nullable String id, Reversibility reversibility) {
        return Effect.of(operation, new Evidence("command", "x"))
                .resource(type, id)
                .reversibility(reversibility, "test")
                .build();
    }

    static Effect rm(String path) {
        return effect("local:rm", "local:file", path, Reversibility.IRREVERSIBLE);
    }

    static Loss loss(Effect effect, @Nullable Path directory, Effect... others) {
        List<Effect> together = new ArrayList<>(List.of(others));
        together.add(effect);
        return new Loss(effect, new Placement(new Location.Undeclared("here"), null), together, directory);
    }
}

package dev.agentguard.effect;

import dev.agentguard.annotation.Reversibility;
import java.util.ArrayList;
import java.util.List;

/** Reads what a program does that an operation is given to run. Implementations are as {@link EffectReader} asks. */
@FunctionalInterface
public interface ProgramReader {

    /**
     * Returns the effects of a program.
     *
     * @param program the program
     * @return its effects, at least one; their places and evidence are those of the program alone
     */
    List<Effect> read(Program program);

    /**
     * Returns what an operation does with what its program does.
     *
     * @param effect what the operation does
     * @return the effect, unless only its program could have said what it does, and those of its program, at the
     *     operation's host and places
     */
    default List<Effect> unfold(Effect effect) {
        Program program = effect.program();
        if (program == null) {
            return List.of(effect);
        }
        List<Effect> effects = new ArrayList<>();
        if (effect.reversibility() != Reversibility.UNKNOWN) {
            effects.add(effect.toBuilder().program(null).build());
        }
        for (Effect inner : read(program)) {
            List<Place> places = new ArrayList<>(effect.places());
            places.addAll(inner.places());
            effects.add(inner.in(effect.evidence().where()).toBuilder()
                    .host(effect.host())
                    .places(places)
                    .build());
        }
        return effects;
    }
}

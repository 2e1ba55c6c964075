package dev.agentguard.effect;

import dev.agentguard.annotation.Reversibility;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an action does. One action has one or more effects.
 *
 * @param operation the operation's name, {@code provider:name}, for example {@code railway:volumeDelete}
 * @param kind the kind of thing that changes
 * @param resource what is acted on
 * @param reversibility how far it can be taken back
 * @param reach how many resources are touched
 * @param quantity how much it is about, or null if nobody said: all of it
 * @param makes whether it makes the resource where there is none; if it ends well there was none, or it is a file
 * @param destroysRecovery whether the means of recovery go with it
 * @param basis what the class rests on
 * @param host the host and, if given, port that the action is sent to, or null if it is not sent anywhere
 * @param places where the action itself says that it happens, part by part; the model may have written it
 * @param evidence where this was read
 * @param reason why it has this class, or why it could not be understood; lower case, no final period
 * @param instead the safer way, or null if none is known
 * @param cascades what else goes with it, in words
 * @param program what it is given to run, whose effects are not in this one; null if nothing, or once that is read
 */
public record Effect(
        String operation,
        Kind kind,
        Resource resource,
        Reversibility reversibility,
        Reach reach,
        @Nullable Quantity quantity,
        boolean makes,
        boolean destroysRecovery,
        Basis basis,
        @Nullable String host,
        List<Place> places,
        Evidence evidence,
        String reason,
        @Nullable String instead,
        List<String> cascades,
        @Nullable Program program) {

    private static final Resource UNKNOWN = new Resource("unknown", null);

    /** Copies the lists; what destroys recovery is irreversible whatever its verb. */
    public Effect {
        places = List.copyOf(places);
        cascades = List.copyOf(cascades);
        if (destroysRecovery) {
            reversibility = Reversibility.IRREVERSIBLE;
        }
    }

    /**
     * Returns the environment that the action itself names, its name or the provider's id.
     *
     * @return the environment, or null if the action names none that can be read
     */
    public @Nullable String environment() {
        for (Place place : places) {
            if (place.isEnvironment()) {
                return place.value();
            }
        }
        return null;
    }

    /**
     * Starts an effect of class {@code UNKNOWN}.
     *
     * @param operation the operation's name
     * @param evidence where it was read
     * @return a builder, not safe for use by several threads
     */
    public static Builder of(String operation, Evidence evidence) {
        return new Builder(operation, evidence);
    }

    /**
     * Returns this effect as one of something that stands inside of something else.
     *
     * @param outer the place of what it stands in, {@code argument sql}
     * @return the same effect, its evidence's place behind the outer one
     */
    public Effect in(String outer) {
        return new Effect(
                operation,
                kind,
                resource,
                reversibility,
                reach,
                quantity,
                makes,
                destroysRecovery,
                basis,
                host,
                places,
                new Evidence(evidence.where().isEmpty() ? outer : outer + ", " + evidence.where(), evidence.text()),
                reason,
                instead,
                cascades,
                program);
    }

    /**
     * Returns a builder that starts with this effect's values.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder(operation, evidence);
        builder.kind = kind;
        builder.resource = resource;
        builder.reversibility = reversibility;
        builder.reach = reach;
        builder.quantity = quantity;
        builder.makes = makes;
        builder.destroysRecovery = destroysRecovery;
        builder.basis = basis;
        builder.host = host;
        builder.places = places;
        builder.reason = reason;
        builder.instead = instead;
        builder.cascades = cascades;
        builder.program = program;
        return builder;
    }

    /** Builds an {@link Effect}. Not safe for use by several threads. */
    public static final class Builder {
        private final String operation;
        private final Evidence evidence;
        private Kind kind = Kind.DATA;
        private Resource resource = UNKNOWN;
        private Reversibility reversibility = Reversibility.UNKNOWN;
        private Reach reach = Reach.ONE;
        private @Nullable Quantity quantity;
        private boolean makes;
        private boolean destroysRecovery;
        private Basis basis = Basis.GENERIC;
        private @Nullable String host;
        private List<Place> places = List.of();
        private String reason = "not understood";
        private @Nullable String instead;
        private List<String> cascades = List.of();
        private @Nullable Program program;

        private Builder(String operation, Evidence evidence) {
            this.operation = operation;
            this.evidence = evidence;
        }

        /** Sets the kind; {@code DATA} if not called. */
        public Builder kind(Kind value) {
            kind = value;
            return this;
        }

        /** Sets what is acted on. */
        public Builder resource(String type, @Nullable String id) {
            resource = new Resource(type, id);
            return this;
        }

        /** Sets what is acted on. */
        public Builder resource(Resource value) {
            resource = value;
            return this;
        }

        /** Sets the class and why. */
        public Builder reversibility(Reversibility value, String why) {
            reversibility = value;
            reason = why;
            return this;
        }

        /** Sets the reach; {@code ONE} if not called. */
        public Builder reach(Reach value) {
            reach = value;
            return this;
        }

        /** Sets how much it is about. */
        public Builder quantity(@Nullable Quantity value) {
            quantity = value;
            return this;
        }

        /** Sets whether it makes the resource where there is none; false if not called. */
        public Builder makes(boolean value) {
            makes = value;
            return this;
        }

        /** Sets whether the means of recovery go with it. */
        public Builder destroysRecovery(boolean value) {
            destroysRecovery = value;
            return this;
        }

        /** Sets what the class rests on; {@code GENERIC} if not called. */
        public Builder basis(Basis value) {
            basis = value;
            return this;
        }

        /** Sets where it is sent to. */
        public Builder host(@Nullable String value) {
            host = value;
            return this;
        }

        /** Sets the environment of the operation's provider that the action names, and no other place. */
        public Builder environment(@Nullable String value) {
            return places(value == null ? List.of() : List.of(Place.environmentOf(operation, value)));
        }

        /** Sets where the action says that it happens. */
        public Builder places(List<Place> value) {
            places = value;
            return this;
        }

        /** Sets the safer way. */
        public Builder instead(@Nullable String value) {
            instead = value;
            return this;
        }

        /** Sets what else goes with it. */
        public Builder cascades(List<String> value) {
            cascades = value;
            return this;
        }

        /** Sets what it is given to run. */
        public Builder program(@Nullable Program value) {
            program = value;
            return this;
        }

        /** Returns the effect. */
        public Effect build() {
            return new Effect(
                    operation,
                    kind,
                    resource,
                    reversibility,
                    reach,
                    quantity,
                    makes,
                    destroysRecovery,
                    basis,
                    host,
                    places,
                    evidence,
                    reason,
                    instead,
                    cascades,
                    program);
        }
    }
}

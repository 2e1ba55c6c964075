package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Effect;
import dev.agentguard.scope.CarriedCredentials;
import dev.agentguard.scope.CarrierReader;
import dev.agentguard.scope.Credential;
import dev.agentguard.scope.CredentialLedger;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.DeclaredCredential;
import dev.agentguard.scope.Login;
import dev.agentguard.scope.ToolCredentials;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which credentials an action carries and which of its effects are done with each. */
final class CredentialUses {

    private static final String ARGUMENT = "argument ";

    private final CarrierReader carriers = new CarrierReader();
    private final CredentialLedger ledger;

    CredentialUses(CredentialLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * One credential and what is done with it.
     *
     * @param standing what is known of it
     * @param part where in the action it is carried
     * @param whole whether the action is the request that carries it
     */
    record Use(CredentialStanding standing, CarriedCredentials part, boolean whole) {

        /**
         * Whether an effect is done with it: of a request only what the request does; of what is named for a program, or
         * given to a tool, all that does not stay on this machine.
         */
        boolean reaches(Effect effect) {
            if (whole) {
                return true;
            }
            boolean leaves = part.sent()
                    ? effect.host() != null
                    : !effect.operation().startsWith("local:")
                            && !effect.resource().type().startsWith("local:");
            return leaves && part.reaches(effect.evidence().where());
        }
    }

    List<Use> of(ActionReading reading) {
        Action action = reading.action();
        List<CarriedCredentials> parts = parts(reading);
        if (parts.isEmpty()) {
            return List.of();
        }
        List<Use> uses = new ArrayList<>();
        for (CarriedCredentials part : parts) {
            for (CredentialStanding standing : ledger.standings(part.credentials())) {
                uses.add(new Use(standing, part, action instanceof HttpCall));
            }
        }
        return uses;
    }

    private List<CarriedCredentials> parts(ActionReading reading) {
        Action action = reading.action();
        if (action instanceof SqlCall call) {
            return call.database() == null || call.database().user().isEmpty()
                    ? List.of()
                    : List.of(new CarriedCredentials(
                            List.of(Credential.of(
                                    new Login(
                                            Login.JDBC,
                                            call.database().user(),
                                            call.database().address()),
                                    "user of the connection")),
                            Set.of(),
                            false));
        }
        List<Carrier> found = reading.carriers();
        List<CarriedCredentials> parts = carriers.read(found);
        if (action instanceof ToolCall call) {
            List<Credential> arguments = ToolCredentials.read(call, ledger::knows, lines(found));
            if (!arguments.isEmpty()) {
                parts = new ArrayList<>(parts);
                parts.add(new CarriedCredentials(arguments, Set.of(), false));
            }
        }
        return parts;
    }

    /** The arguments that were read as command lines. */
    private static Set<String> lines(List<Carrier> carriers) {
        if (carriers.isEmpty()) {
            return Set.of();
        }
        Set<String> names = new LinkedHashSet<>();
        for (Carrier carrier : carriers) {
            if (carrier.where().startsWith(ARGUMENT) && !(carrier instanceof Carrier.Request)) {
                int end = carrier.where().indexOf(", ");
                names.add(carrier.where()
                        .substring(ARGUMENT.length(), end < 0 ? carrier.where().length() : end));
            }
        }
        return names;
    }

    /** The weightiest that a request carries, or null if none does. */
    static @Nullable CredentialStanding sent(Collection<Use> uses) {
        for (Use use : uses) {
            if (use.part().sent()) {
                return use.standing();
            }
        }
        return null;
    }

    /** Of the credentials that an effect is done with, the weightiest of each standing: they are judged alike. */
    static Collection<Use> reaching(Effect effect, List<Use> uses) {
        Map<String, Use> alike = new LinkedHashMap<>();
        for (Use use : uses) {
            if (use.reaches(effect)) {
                DeclaredCredential declared = use.standing().declared();
                String standing = declared != null
                        ? "declared " + declared.name() + declared.expires()
                        : use.standing().found() ? "found" : "undeclared";
                alike.merge(
                        standing,
                        use,
                        (one, other) -> one.part().sent() || !other.part().sent() ? one : other);
            }
        }
        return alike.values();
    }
}

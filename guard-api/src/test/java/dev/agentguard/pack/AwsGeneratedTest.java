package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Operation.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is shipped of AWS, over all its operations: no name that destroys passes, none that only looks is held. */
class AwsGeneratedTest {

    private static final Packs PACKS = Packs.shipped();
    private static final AwsCatalog CATALOG = AwsCatalog.shipped();

    /** What a delete of takes apart a relation, or ends a run that can be started again. */
    private static final Pattern TAKEN_BACK = Pattern.compile(
            "(Batch|Admin)?(Delete|Terminate).*(Tags?|TagsFor\\w+|Tagging|Associations?|Members?|Memberships?|Assignments?"
                    + "|Permissions?|Authorization|Boundary|Delegation\\w*|AccountSetting|Favorites?"
                    + "|Sessions?|Jobs?|Execution|Connections)");

    @Test
    void operationThatDestroysByItsName_isHeld() {
        List<String> passing = new ArrayList<>();
        all((name, effect) -> {
            String operation = name.substring(name.indexOf(':') + 1);
            boolean destroys = operation.matches("(Batch|Admin|Bulk)?(Delete|Terminate|Purge|Destroy|Erase)[A-Z].*");
            if (destroys
                    && !TAKEN_BACK.matcher(operation).matches()
                    && !ruled(name)
                    && effect.reversibility().compareTo(Reversibility.RECOVERABLE) < 0) {
                passing.add(name);
            }
        });
        assertThat(passing).isEmpty();
    }

    @Test
    void operationThatLooksByItsName_isNotHeld() {
        List<String> held = new ArrayList<>();
        all((name, effect) -> {
            boolean looks = name.matches(".*:(BatchGet|Get|List|Describe|Search|Lookup|Head)[A-Z].*");
            if (looks && !ruled(name) && effect.reversibility() != Reversibility.READ_ONLY) {
                held.add(name);
            }
        });
        assertThat(held).isEmpty();
    }

    @Test
    void nothingThatWasGenerated_isUnknown() {
        List<String> unknown = new ArrayList<>();
        all((name, effect) -> {
            if (!ruled(name) && effect.reversibility() == Reversibility.UNKNOWN) {
                unknown.add(name);
            }
        });
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyRoute_leadsToOperationsOfItsService() {
        for (AwsCatalog.Entry entry : CATALOG.entries()) {
            AwsService service = CATALOG.content(entry);
            for (AwsRoute route : service.routes()) {
                assertThat(service.operations()).as(entry.prefix()).containsAll(route.operations());
            }
        }
    }

    @Test
    void serviceIsFound_byTheNameThatTheCommandLineUses() {
        assertThat(PACKS.effectOf(operation("stepfunctions", "delete-state-machine".replace("-", "")))
                        .operation())
                .isEqualTo("states:DeleteStateMachine");
    }

    private static boolean ruled(String name) {
        return PACKS.all().stream()
                .anyMatch(pack -> pack.operations()
                        .getOrDefault(AwsReading.TYPE, Map.of())
                        .containsKey(name));
    }

    private static void all(BiConsumer<String, Effect> consumer) {
        for (AwsCatalog.Entry entry : CATALOG.entries()) {
            for (String name : CATALOG.content(entry).operations()) {
                Effect effect = PACKS.effectOf(operation(entry.prefix(), name));
                consumer.accept(entry.provider() + ":" + name, effect);
            }
        }
    }

    private static Operation operation(String service, String name) {
        return new Operation(Protocol.AWS, "", "", service, name, Map.of(), new Evidence("test", ""));
    }
}

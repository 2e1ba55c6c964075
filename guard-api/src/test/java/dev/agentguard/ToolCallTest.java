package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.pack.Packs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools without annotations are read as, by all readers and the shipped packs together. */
class ToolCallTest {

    private final ActionReader reader = new ActionReader(Packs.shipped());

    private List<Effect> effects(String tool, String description, Map<String, Object> arguments) {
        return reader.effects(new ToolCall(tool, description, arguments, ToolDeclaration.none()));
    }

    private Reversibility worst(String tool, String description, Map<String, Object> arguments) {
        return effects(tool, description, arguments).stream()
                .map(Effect::reversibility)
                .reduce(Reversibility::worse)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "getVolume, READ_ONLY",
        "railway_volume_list, READ_ONLY",
        "list_deleted_items, READ_ONLY",
        "search-files, READ_ONLY",
        "query_logs, READ_ONLY",
        "list_change_events, READ_ONLY",
        "get_update_status, READ_ONLY",
        "order_get, READ_ONLY",
        "status, READ_ONLY",
        "project_status, READ_ONLY",
        "createProject, REVERSIBLE",
        "project_status_update, REVERSIBLE",
        "todo_list_add, REVERSIBLE",
        "list_create, REVERSIBLE",
        "resolve_incident, REVERSIBLE",
        "tag_issue, REVERSIBLE",
        "create_refund, IRREVERSIBLE",
        "charge_customer, IRREVERSIBLE",
        "HTTPServerRestart, REVERSIBLE",
        "update record, REVERSIBLE",
        "undelete_page, REVERSIBLE",
        "trash_page, RECOVERABLE",
        "deleteVolume, IRREVERSIBLE",
        "deleteuser, IRREVERSIBLE",
        "volume.remove, IRREVERSIBLE",
        "get_and_delete, IRREVERSIBLE",
        "list_then_purge, IRREVERSIBLE",
        "resetPassword, IRREVERSIBLE",
        "refund_charge, IRREVERSIBLE",
        "sendEmail, IRREVERSIBLE",
        "publish_release, IRREVERSIBLE",
        "find_or_create, REVERSIBLE",
        "fetch_and_run, UNKNOWN",
        "query_database, UNKNOWN",
        "run_command, UNKNOWN",
        "zzz, UNKNOWN",
        "'', UNKNOWN",
        "123, UNKNOWN",
    })
    void toolIsJudgedByItsName(String tool, Reversibility expected) {
        assertThat(worst(tool, "", Map.of())).isEqualTo(expected);
    }

    @Test
    void nameThatIsTooLongSaysNothing() {
        assertThat(worst("get".repeat(20_000), "", Map.of())).isEqualTo(Reversibility.UNKNOWN);
    }

    @Test
    void moneyAndMessagesHaveTheirKind() {
        assertThat(effects("payInvoice", "", Map.of()).get(0).kind()).isEqualTo(Kind.MONEY);
        assertThat(effects("send_mail", "", Map.of()).get(0).kind()).isEqualTo(Kind.MESSAGE);
        assertThat(effects("publishArticle", "", Map.of()).get(0).kind()).isEqualTo(Kind.RELEASE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Permanently deletes the volume",
                "Deletes things.",
                "A tool. It is odd. Remove all rows",
                "This cannot be undone!",
                "Will permanently delete everything"
            })
    void descriptionOfDestructionRaises(String description) {
        assertThat(worst("getThing", description, Map.of())).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("zzz", description, Map.of())).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Reads only, changes nothing, entirely safe", "Lists items; use delete_item to delete one"})
    void harmlessDescriptionLowersNothing(String description) {
        assertThat(worst("deleteThing", description, Map.of())).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("run_thing", description, Map.of())).isEqualTo(Reversibility.UNKNOWN);
        assertThat(worst("zzz", description, Map.of())).isEqualTo(Reversibility.UNKNOWN);
        assertThat(worst("listThings", description, Map.of())).isEqualTo(Reversibility.READ_ONLY);
    }

    @ParameterizedTest
    @CsvSource({
        "collection-schema, Describe the schema of a collection, READ_ONLY",
        "access_token, Get information about the current token, READ_ONLY",
        "disk_space, Returns what is left, READ_ONLY",
        "page_title, Set the title of a page, REVERSIBLE",
        "old_pages, Deletes all pages that nobody read, IRREVERSIBLE",
        "old_diary, About the month, UNKNOWN"
    })
    void descriptionTellsWhatANameOfThingsDoes(String tool, String description, Reversibility expected) {
        assertThat(worst(tool, description, Map.of())).isEqualTo(expected);
    }

    @Test
    void requestInArgumentsIsRead() {
        assertThat(worst("http_request", "", Map.of("url", "https://example.com/a", "method", "DELETE")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("fetch", "", Map.of("url", "https://example.com/a", "method", "delete")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("fetch", "", Map.of("url", "https://example.com/a", "method", "get")))
                .isEqualTo(Reversibility.READ_ONLY);
        assertThat(worst("get_records", "", Map.of("query", "mutation { volumeDelete(volumeId: \"x\") }")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
    }
}

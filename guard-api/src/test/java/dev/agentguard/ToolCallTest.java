package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.pack.Packs;
import java.util.HashMap;
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
        "weather, READ_ONLY",
        "stockPrice, READ_ONLY",
        "currentTime, READ_ONLY",
        "rollDice, READ_ONLY",
        "setPrice, REVERSIBLE",
        "deletePrice, IRREVERSIBLE",
        "resetBalance, IRREVERSIBLE",
        "price_wipe, IRREVERSIBLE",
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
    void overwritingIsAnUpdate_ofWhatTheCallNames() {
        String description = "Create a new file or completely overwrite an existing one";

        assertThat(worst("write_file", description, Map.of("path", "notes.txt", "content", "hi")))
                .isEqualTo(Reversibility.REVERSIBLE);
        assertThat(worst("write_file", description, Map.of())).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("store", "Overwrite the backup with what is there now", Map.of("id", "1")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void requestInArgumentsIsRead() {
        assertThat(worst("http_request", "", Map.of("url", "https://example.com/a", "method", "DELETE")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst(
                        "httpRequest",
                        "Sends an HTTP request",
                        Map.of("url", "https://example.com/a", "method", "GET")))
                .isEqualTo(Reversibility.READ_ONLY);
        assertThat(worst("create_webhook", "", Map.of("url", "https://example.com/a", "method", "GET")))
                .isEqualTo(Reversibility.REVERSIBLE);
        assertThat(worst("fetch", "", Map.of("url", "https://example.com/a", "method", "delete")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("fetch", "", Map.of("url", "https://example.com/a", "method", "get")))
                .isEqualTo(Reversibility.READ_ONLY);
        assertThat(worst("get_records", "", Map.of("query", "mutation { volumeDelete(volumeId: \"x\") }")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void statementInAnArgumentIsReadWhateverTheNameSays() {
        assertThat(worst("run_sql", "", Map.of("sql", "SELECT name FROM users")))
                .isEqualTo(Reversibility.READ_ONLY);
        assertThat(worst("run_sql", "", Map.of("sql", "DELETE FROM users"))).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("refresh_cache", "Refresh the cache", Map.of("sql", "DROP TABLE users")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("get_rows", "", Map.of("in", Map.of("query", "/* x */ drop\ttable users"))))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("get_rows", "", Map.of("statements", List.of("select 1 from a", "TRUNCATE a"))))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("search", "", Map.of("q", "how to delete a branch"))).isEqualTo(Reversibility.READ_ONLY);
        assertThat(worst("search_notes", "", Map.of("query", "how to DROP TABLE users")))
                .isEqualTo(Reversibility.READ_ONLY);
        assertThat(worst("create_note", "", Map.of("text", "rm -rf / was run; DROP DATABASE prod")))
                .isEqualTo(Reversibility.REVERSIBLE);
    }

    @Test
    void commandLineInAnArgumentIsRead() {
        assertThat(worst("bash", "", Map.of("command", "ls -la"))).isEqualTo(Reversibility.READ_ONLY);
        assertThat(worst("bash", "", Map.of("command", "cd /srv && rm -rf data")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("container_exec", "", Map.of("args", Map.of("args", "rm -rf /workspace"))))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("run_command", "", Map.of("command", List.of("rm", "-rf", "a'b"))))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("list_files", "", Map.of("path", "/srv; rm -rf /srv/data")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("list_files", "", Map.of("path", "/srv/a;b"))).isEqualTo(Reversibility.READ_ONLY);
    }

    @ParameterizedTest
    @CsvSource({
        "KillShell, REVERSIBLE",
        "terminate_workflow, REVERSIBLE",
        "terminate_instance, IRREVERSIBLE",
        "BashOutput, READ_ONLY",
        "browser_network_requests, READ_ONLY",
        "run_network_requests, UNKNOWN",
        "browser_mouse_click_xy, REVERSIBLE",
        "browser_select_option, REVERSIBLE",
        "lampTurnOff, REVERSIBLE",
        "hgetall, READ_ONLY",
        "cache_zrem, IRREVERSIBLE",
        "send_gmail_message, IRREVERSIBLE",
        "TwilioV1--CreateMessage, IRREVERSIBLE",
        "forum_create_message, REVERSIBLE",
        "draft_email, REVERSIBLE",
        "userSendWelcomeEmail, IRREVERSIBLE",
        "delete_team_from_workspace, REVERSIBLE",
        "delete_team_from_database, IRREVERSIBLE",
        "customer_cancel_data_erasure, REVERSIBLE",
        "cancel_delete_and_delete, IRREVERSIBLE",
        "write_graph_cypher, UNKNOWN",
        "migrate-reset, IRREVERSIBLE",
        "rollback_migration, IRREVERSIBLE",
        "rollback_deployment, REVERSIBLE",
        "expire_snapshots, IRREVERSIBLE",
        "tearDownStack, IRREVERSIBLE",
        "burn_tokens, IRREVERSIBLE",
        "deduct_credits, IRREVERSIBLE",
        "git_diff_unstaged, READ_ONLY",
        "run_nrql_query, READ_ONLY",
        "produce_message, REVERSIBLE",
        "query, UNKNOWN",
        "query_logs, READ_ONLY",
        "sequentialthinking, READ_ONLY",
    })
    void nameSaysWhatItsKindOfToolDoes(String tool, Reversibility expected) {
        assertThat(worst(tool, "", Map.of())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "re\u200bmove_table",
                "dr\u00adop_table",
                "d\u0435lete_volume",
                "\uff44\uff45\uff4c\uff45\uff54\uff45_volume",
                "\u202edelete_volume"
            })
    void nameThatOnlyLooksLikeAnotherIsReadAsIt(String tool) {
        assertThat(worst(tool, "", Map.of())).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void wordThatChoosesAmongActsIsNoCommandLine() {
        assertThat(worst("str_replace_editor", "", Map.of("command", "view", "path", "/a")))
                .isEqualTo(Reversibility.REVERSIBLE);
        assertThat(worst("cluster_tool", "", Map.of("command", "delete", "kind", "namespace")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("shell", "", Map.of("command", "frobnicate"))).isEqualTo(Reversibility.UNKNOWN);
    }

    @Test
    void listOfCommandsIsALineEach() {
        assertThat(worst("run_commands", "", Map.of("commands", List.of("ls", "rm -rf /srv"))))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("run_commands", "", Map.of("commands", List.of("sh", "-c", "ls -la"))))
                .isEqualTo(Reversibility.READ_ONLY);
        assertThat(worst("call_cloud", "", Map.of("cli_command", "rm -rf /srv")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void sentenceWithASemicolonIsNoCommandLine() {
        assertThat(worst("web_search", "", Map.of("query", "how to delete a branch; drop a table")))
                .isEqualTo(Reversibility.READ_ONLY);
        assertThat(worst("append_insight", "", Map.of("insight", "sales drop; costs grow")))
                .isEqualTo(Reversibility.REVERSIBLE);
        assertThat(worst("edit", "", Map.of("old_string", "a; b", "new_string", "DROP TABLE users; x && y")))
                .isEqualTo(Reversibility.REVERSIBLE);
        assertThat(worst("edit_file", "", Map.of("code_edit", "DROP TABLE users; rm -rf /")))
                .isEqualTo(Reversibility.REVERSIBLE);
        assertThat(worst("grep", "", Map.of("pattern", "DROP TABLE|rm -rf"))).isEqualTo(Reversibility.READ_ONLY);
    }

    @Test
    void argumentsInAnArgumentAreFound() {
        assertThat(worst("get_rows", "", Map.of("params", "{\"sql\": \"DROP TABLE users\"}")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("patch_page", "", Map.of("in_trash", true))).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("modify_mail", "", Map.of("addLabelIds", List.of("TRASH"))))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("modify_mail", "", Map.of("removeLabelIds", List.of("TRASH"))))
                .isEqualTo(Reversibility.REVERSIBLE);
        assertThat(worst("sub_issue_write", "", Map.of("method", "remove"))).isEqualTo(Reversibility.REVERSIBLE);
        assertThat(worst("apply_patch", "", Map.of("input", "*** Begin Patch\n*** Delete File: a.txt\n*** End Patch")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void whatIsNotLookedAtIsUnknown() {
        Map<String, Object> many = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            many.put("command" + i, Map.of("command", "ls -la"));
        }
        assertThat(worst("get_rows", "", many)).isEqualTo(Reversibility.UNKNOWN);
        Object deep = Map.of("command", "rm -rf /srv");
        for (int i = 0; i < 100; i++) {
            deep = Map.of("in", deep);
        }
        assertThat(worst("get_rows", "", Map.of("in", deep))).isEqualTo(Reversibility.UNKNOWN);
    }

    @Test
    void pipelineThatStoresItsResultOverwrites() {
        Map<String, Object> match = Map.of("$match", Map.of("status", "new"));
        assertThat(worst("aggregate", "", Map.of("pipeline", List.of(match, Map.of("$count", "n")))))
                .isEqualTo(Reversibility.READ_ONLY);
        assertThat(worst("aggregate", "", Map.of("pipeline", List.of(match, Map.of("$out", "orders")))))
                .isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void runThatIsSaidToDestroyDestroys() {
        assertThat(worst("create_run", "", Map.of("run_type", "is_destroy"))).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst("create_run", "", Map.of("run_type", "plan_only"))).isEqualTo(Reversibility.REVERSIBLE);
    }

    @Test
    void documentInARequestIsReadWhereItIsSent() {
        Map<String, Object> arguments = Map.of(
                "url",
                "https://backboard.railway.com/graphql/v2",
                "body",
                Map.of("query", "mutation { volumeDelete(volumeId: \"v\") }"));
        assertThat(effects("call_api", "", arguments))
                .extracting(Effect::operation)
                .containsOnly("railway:volumeDelete");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GIT_SSH_COMMAND='rm -rf /srv' git fetch",
                "export PAGER='rm -rf /srv'; git log",
                "env GIT_PAGER='rm -rf /srv' git log",
                "EDITOR=\"sh -c 'rm -rf /srv'\" git commit"
            })
    void commandInAVariableThatOthersRunIsRead(String line) {
        assertThat(worst("bash", "", Map.of("command", line))).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void variableThatOthersRunIsNoReasonToStopWhatItUsuallyHolds() {
        assertThat(worst("bash", "", Map.of("command", "PAGER=cat git log"))).isEqualTo(Reversibility.READ_ONLY);
        assertThat(worst("bash", "", Map.of("command", "GIT_SSH_COMMAND='ssh -i key' git fetch")))
                .isEqualTo(Reversibility.READ_ONLY);
        assertThat(worst("bash", "", Map.of("command", "NODE_ENV=test npm test")))
                .isEqualTo(Reversibility.REVERSIBLE);
        assertThat(worst("bash", "", Map.of("command", "LD_PRELOAD=./x.so ls"))).isEqualTo(Reversibility.UNKNOWN);
    }
}

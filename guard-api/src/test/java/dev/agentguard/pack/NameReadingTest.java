package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Operation.Protocol;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the names of tools and procedures say by themselves. */
class NameReadingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get_issue",
                "mcp__tracker__get_issue",
                "users.list",
                "charge_list",
                "order_list",
                "recycle_bin_list",
                "get_deleted_items",
                "list_removed_users",
                "describeTerminationPolicy",
                "get_delete_status",
                "list_deletion_jobs",
                "release_notes_get",
                "drop_off_location_get",
                "search_repositories",
                "todo_list",
                "whoami",
                "zone_details",
                "terms_and_conditions_get",
                "query_logs",
                "VolumeService/GetVolume"
            })
    void looking_isRead(String name) {
        assertThat(classOf(name)).isEqualTo(Reversibility.READ_ONLY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create_issue",
                "github_create_issue",
                "issueCreate",
                "remove_label",
                "issueRemoveLabel",
                "remove_reaction",
                "deleteReaction",
                "remove_team_member",
                "remove_user_from_group",
                "remove_tracks_from_playlist",
                "issueToReleaseDelete",
                "unassign_issue",
                "detach_volume",
                "disable_user",
                "undelete",
                "cancel_deletion",
                "deletion_protection_enable",
                "set_delete_protection",
                "clear_filter",
                "purge_cache",
                "revoke_access",
                "create_payment_method",
                "send_message",
                "restart_service",
                "run_workflow",
                "deploy",
                "set_status",
                "todo_list_add",
                "find_or_create"
            })
    void changing_isReversible(String name) {
        assertThat(classOf(name)).isEqualTo(Reversibility.REVERSIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete_issue",
                "volume_delete",
                "volumeDelete",
                "deletevolume",
                "mcp__infra__volume-delete",
                "search_index_delete",
                "list_delete",
                "create_and_delete",
                "requestAccountDeletion",
                "delete_status",
                "delete_all_reports",
                "purgeHistory",
                "truncate_table",
                "reset_password",
                "resetAddOnPassword",
                "rotate_api_key",
                "revoke_token",
                "create_refund",
                "refundCreate",
                "submit_payment",
                "place_order",
                "send_email",
                "release_ip_address",
                "publish_package",
                "empty_trash",
                "delete_from_trash",
                "disable_backups",
                "VolumeService/DeleteVolume"
            })
    void destroyingPayingAndSending_isIrreversible(String name) {
        assertThat(classOf(name)).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"move_to_trash", "trash_file", "soft_delete_user", "schedule_key_deletion"})
    void keepingForAWhile_isRecoverable(String name) {
        assertThat(classOf(name)).isEqualTo(Reversibility.RECOVERABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"frobnicate", "do_it", "execute_sql", "run_command", "", "123", "preview_delete", "git_branch"})
    void nothingUnderstood_isUnknown(String name) {
        assertThat(classOf(name)).isEqualTo(Reversibility.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "manage_user, action, delete, IRREVERSIBLE",
        "manage_user, action, list, READ_ONLY",
        "manage_user, action, create, REVERSIBLE",
        "update_user, action, delete, IRREVERSIBLE",
        "get_user, operation, delete, IRREVERSIBLE",
        "get_user, status, deleted, READ_ONLY",
        "call_api, method, DELETE, IRREVERSIBLE",
        "call_api, method, GET, READ_ONLY",
        "update_user, isDeleted, true, IRREVERSIBLE",
        "update_user, isDeleted, false, REVERSIBLE"
    })
    void argumentsCountToo(String name, String argument, String value, Reversibility expected) {
        assertThat(effectOf(name, Map.of(argument, value)).reversibility()).isEqualTo(expected);
    }

    @Test
    void wordsInFrontAndForm_neverLowerADestroyingName() {
        Random random = new Random(7);
        String[] verbs = {"delete", "destroy", "remove", "purge", "truncate", "erase", "revoke"};
        String[] nouns = {"volume", "user", "database", "file", "record", "backup"};
        String[] prefixes = {"", "mcp__x__", "my-server_", "api.", "v2/", "acme:"};
        for (int i = 0; i < 2_000; i++) {
            String verb = verbs[random.nextInt(verbs.length)];
            String noun = nouns[random.nextInt(nouns.length)];
            String separator = new String[] {"_", "-", ".", " "}[random.nextInt(4)];
            String name = random.nextBoolean() ? verb + separator + noun : noun + separator + verb;
            String shaped = random.nextInt(3) == 0 ? name.toUpperCase(Locale.ROOT) : name;
            String whole = prefixes[random.nextInt(prefixes.length)] + shaped;

            assertThat(classOf(whole)).as(whole).isEqualTo(Reversibility.IRREVERSIBLE);
        }
    }

    private static Reversibility classOf(String name) {
        int slash = name.indexOf('/');
        boolean procedure = slash > 0 && Character.isUpperCase(name.charAt(0));
        return procedure
                ? Packs.shipped()
                        .effectOf(new Operation(
                                Protocol.RPC,
                                "",
                                "",
                                name.substring(0, slash),
                                name.substring(slash + 1),
                                Map.of(),
                                new Evidence("", "")))
                        .reversibility()
                : effectOf(name, Map.of()).reversibility();
    }

    private static Effect effectOf(String name, Map<String, Object> arguments) {
        return Packs.shipped()
                .effectOf(new Operation(Protocol.TOOL, "", "", "", name, arguments, new Evidence("", "")));
    }
}

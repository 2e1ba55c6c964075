package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.PlainJson;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prohibitions of things that nobody knows: they hold for what is named like that, and for nothing beside it. */
class SaidActsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DENY | Agents may not book meeting rooms. | tool book_meeting_room {} | tool list_meeting_rooms {}",
                "DENY | Agents may not book meeting rooms. | http POST https://x.example/meeting-rooms | http POST https://x.example/meetings",
                "DENY | Never unlock the doors remotely. | doorctl unlock door-3 | doorctl status door-3",
                "DENY | Never unlock the doors remotely. | tool unlock_door {\"id\":3} | tool lock_door {\"id\":3}",
                "DENY | Agents must not dismiss audit findings. | tool dismiss_audit_finding {} | tool get_audit_finding {}",
                "DENY | Do not resize the node pool. | gcloud container node-pools resize p | gcloud container node-pools list",
                "DENY | Do not trigger the nightly export. | npm run export:nightly | npm run export:weekly",
                "DENY | Do not trigger the nightly export. | tool trigger_nightly_export {} | tool get_nightly_export {}",
                "DENY | Do not run the seeder against the shared database. | python seeder.py | cat seeder.py",
                "DENY | Never cancel running simulations. | simctl cancel running simulation-4 | simctl show simulation-4",
                "DENY | Never disable MFA. | tool disable_mfa {\"user\":1} | tool enable_mfa {\"user\":1}",
                "DENY | Never whitelist IP addresses. | tool whitelist_ip_address {} | tool list_ip_addresses {}",
                "DENY | Do not archive Notion pages. | tool notion_archive_page {} | tool notion_create_page {}",
                "DENY | Agents must not escalate incidents to PagerDuty. | tool pagerduty_escalate_incident {} | tool escalate_incident {}",
                "DENY | Do not change flags in LaunchDarkly. | http PATCH https://app.launchdarkly.com/api/v2/x | http GET https://app.launchdarkly.com/api/v2/x",
                "DENY | Do not install browser extensions. | tool install_browser_extension {} | tool install_font {}",
                "DENY | Do not accept calendar invitations on my behalf. | tool accept_calendar_invitation {} | tool get_calendar_invitation {}",
                "DENY | Do not touch the billing module. | tool Edit {\"file_path\":\"src/billing/tax.ts\"} | tool Edit {\"file_path\":\"src/cart/tax.ts\"}",
                "DENY | Do not refactor the `AppShell` component. | rm src/AppShell.tsx | rm src/Map.tsx",
                "DENY | Never change prices. | sed -i s/1/2/ data/prices.json | sed -i s/1/2/ src/prices.ts",
                "DENY | Never edit the CHANGELOG by hand. | sed -i s/a/b/ CHANGELOG | sed -i s/a/b/ README",
                "ASK | Ask before modifying the downloader frequency. | tool set_downloader_frequency {} | tool get_downloader_frequency {}",
                "ASK | Never create Kafka topics without approval. | tool create_kafka_topic {} | tool create_topic {}",
                "ASK | Never deploy to tenancy root without approval. | tool deploy {\"to\":\"tenancy_root\"} | tool deploy {\"to\":\"dev\"}",
                "DENY | Do not create GitHub issues or discussions. | http POST https://api.github.com/repos/a/b/discussions | http GET https://api.github.com/repos/a/b/discussions",
                "DENY | Meeting rooms may not be booked by agents. | tool book_meeting_room {} | tool start_meeting {}",
                "ASK | Changes to the on-call rotation need approval from Ines. | tool update_on_call_rotation {} | tool get_on_call_rotation {}",
                "DENY | No podcast publishing. | tool publish_podcast {} | tool publish_page {}",
                "DENY | No PRs to `main`. | gh pr create --base main | gh pr create --base dev",
                "DENY | Changing account associations is not allowed. | tool update_account_association {} | tool update_account {}",
                "DENY | Never bind to port 5432. | npx serve -l 5432 | npx serve -l 5433",
                "DENY | Never bind to port 5432. | docker run -p 5432:80 nginx | docker run -p 80:5432 nginx",
                "DENY | Do not start servers on ports 3000 or 3001. | PORT=3001 npm start | curl http://localhost:3001/",
                "DENY | Do not use port 8765. | python3 -m http.server 8765 | lsof -i :8765",
                "DENY | Restart the server only by hand; never restart the PLC or write to Modbus registers. | tool restart_plc {} | tool get_plc {}",
            })
    void whatIsNamedSo_isHeld(Verdict verdict, String sentence, String held, String near) throws Exception {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", sentence);

        assertThat(RuleCases.strictest(book, action(held))).as(held).isEqualTo(verdict);
        assertThat(RuleCases.strictest(book, action(near))).as(near).isNull();
    }

    @Test
    void wordsThatNarrow_makeItCertainWhereTheyAreSaid() throws Exception {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", "Never add users to the payroll group.");

        assertThat(RuleCases.strictest(book, action("tool add_user {\"group\":\"payroll\"}")))
                .isEqualTo(Verdict.DENY);
        assertThat(RuleCases.strictest(book, action("tool add_user {\"role\":\"viewer\"}")))
                .isEqualTo(Verdict.ASK);
    }

    @Test
    void aLineInFrontOfHeadings_leadsWhatStandsBelowThem() throws Exception {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", """
                ## Approvals

                Agents must ask before:

                ### Building
                - Unlocking doors

                ### Rooms
                - Booking meeting rooms

                ## Work
                - Update task statuses
                """);

        assertThat(RuleCases.strictest(book, action("tool unlock_door {}"))).isEqualTo(Verdict.ASK);
        assertThat(RuleCases.strictest(book, action("tool book_meeting_room {}")))
                .isEqualTo(Verdict.ASK);
        assertThat(RuleCases.strictest(book, action("tool update_task_status {}")))
                .isNull();
    }

    @Test
    void anythingThatDoesSomething_isNotAnything() throws Exception {
        RuleBook book =
                RuleCases.PROSE.read("AGENTS.md", "## Ask first\n\n- Anything that touches the payroll export\n");

        assertThat(RuleCases.strictest(book, action("tool update_payroll_export {}")))
                .isEqualTo(Verdict.ASK);
        assertThat(RuleCases.strictest(book, action("npm install left-pad"))).isNull();
    }

    @Test
    void aRule_isListedWithAnActionThatItStops() {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", "Never unlock the doors.");

        Rule rule = book.rules().get(0);
        assertThat(rule.pattern().keys()).isNotEmpty();
        assertThat(rule.pattern().examples())
                .anySatisfy(example ->
                        assertThat(RuleCases.strictest(book, action(example))).isEqualTo(Verdict.DENY));
    }

    /** A command line, or behind {@code tool} and {@code http} a call. */
    @SuppressWarnings("unchecked") // arguments are an object
    private static Map<String, Object> action(String line) throws Exception {
        String[] parts = line.split(" ", 3);
        return switch (parts[0]) {
            case "tool" ->
                Map.of("kind", "tools", "tool", parts[1], "args", (Map<String, Object>) PlainJson.read(parts[2]));
            case "http" -> Map.of("kind", "http", "method", parts[1], "url", parts[2].split(" ", 2)[0]);
            case "shell" -> Map.of("kind", "shell", "command", line.substring(6));
            default -> Map.of("kind", "shell", "command", line);
        };
    }
}

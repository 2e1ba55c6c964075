package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleMatch.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences that forbid in other forms than "never do this", each with a command that it means and a near one. */
class FormsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DENY | `terraform destroy`: never. | terraform destroy | terraform plan",
                "ASK | `terraform apply`: ask first. | terraform apply | terraform plan",
                "DENY | `helm uninstall` is reserved for the platform team. | helm uninstall x | helm list",
                "DENY | Deleting branches is the maintainers' job. | git branch -D x | git branch x",
                "DENY | Only Anna deletes branches. | git branch -D x | git branch x",
                "DENY | Never run `kubectl delete`: the cluster is shared. | kubectl delete ns x | kubectl get ns",
                "DENY | `docker system prune` in any form is off limits. | docker system prune -af | docker ps",
                "DENY | Even if I ask you to, never run `git push --force`. | git push --force | git push",
                "DENY | `legacy/` is frozen. | rm legacy/a.c | rm src/a.c",
                "DENY | Hands off `legacy/a.c`. | rm legacy/a.c | rm src/a.c",
                "DENY | `dist/a.js` is built, do not delete it. | rm dist/a.js | rm src/a.js",
                "DENY | Branches are deleted by the maintainers only. | git branch -D x | git branch x",
                "DENY | Never run `kubectl delete`. | kubectl delete pod x | kubectl delete pod x --dry-run=server",
                "ASK | Avoid `git push --force`. | git push --force | git push",
                "ASK | Take a dump before dropping a table. | psql -c 'drop table x' | psql -c 'select 1'",
                "ASK | Before deleting a branch, check that it is merged. | git branch -D x | git branch",
                "ASK | Never call `terraform destroy` in haste or anger. | terraform destroy | terraform plan"
            })
    void form(Verdict verdict, String sentence, String held, String near) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", sentence);

        assertThat(book.rules()).extracting(Rule::verdict).isNotEmpty().containsOnly(verdict);
        assertThat(RuleCases.stops(book, held)).as(held).isTrue();
        assertThat(RuleCases.stops(book, near)).as(near).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Refunds are created by the billing service only.",
                "Only the reducer changes the state.",
                "Run the formatter before committing.",
                "Run `npm test` before pushing.",
                "Before deleting a component, look for its usages.",
                "State is immutable.",
                "Before deleting old snapshots, the cleanup job checks their age.",
                "Migrations are applied by Flyway only.",
                "Avoid `any`.",
                "Naming: never abbreviate.",
                "The parser is reserved for later."
            })
    void whatForbidsNothing(String sentence) {
        assertThat(RuleCases.PROSE.read("AGENTS.md", sentence).rules()).isEmpty();
    }

    @Test
    void heading_thatOnlyRefuses_governsItsList() {
        RuleBook book = RuleCases.PROSE.read(
                "AGENTS.md", "### Boundaries – Never\n\n- Drop tables\n\n## What not to do\n\n- Force push\n");

        assertThat(RuleCases.stops(book, "psql -c 'drop table x'")).isTrue();
        assertThat(RuleCases.stops(book, "git push --force")).isTrue();
        assertThat(RuleCases.stops(book, "git push")).isFalse();
    }

    @Test
    void conditionBehindAList_holdsForItsBeginningToo() {
        RuleBook book =
                RuleCases.PROSE.read("AGENTS.md", "No force push, no frobnication of gizmos unless the user asks.");

        assertThat(book.rules()).extracting(Rule::verdict).containsOnly(Verdict.ASK);
    }
}

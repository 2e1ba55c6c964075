package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.rules.RuleBook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items, rows and headings that name a path or a command, and say in further words what not to do with it. */
class BlockSubjectTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "- `web/tree.ts`: built by the router. Never edit by hand. | rm web/tree.ts | rm web/a.ts",
                "- `stories/` holds the texts (don't edit without being asked) | rm stories/a.md | rm src/a.md",
                "### `/vault/`\\n\\n- **Never** change | rm vault/a | rm src/a",
                "The plan is in `NEXT.md`. Do not edit that file without asking. | rm NEXT.md | rm OLD.md",
                "- `make wipe-data`: empties it (NEVER in production) | make wipe-data | make build",
                "## Never commit\\n\\n- `keys.json`; list names only | git add keys.json | git commit -m x",
                "1. **Never, without approval:**\\n\\n- Push to remotes | git push | git status",
                "Use the image. Never `rails server` or `npm run watch` directly. | npm run watch | npm run lint",
            })
    void whatIsSaidOfTheSubjectStopsThatAndNotWhatIsNear(String rule, String stopped, String passed) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", rule.replace("\\n", "\n") + "\n");

        assertThat(RuleCases.stops(book, stopped)).isTrue();
        assertThat(RuleCases.stops(book, passed)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| Part | Where | What |\n|---|---|---|\n| Parts | `web/ui/` | made by a tool, don't edit directly |",
                "## FORBIDDEN writes (no exceptions - none)\n\n| Path | Why |\n|---|---|\n| `web/ui/` | made by a tool |",
            })
    void aRowForbidsWhatIsDoneToItsPath(String table) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", table + "\n");

        assertThat(RuleCases.stops(book, "sed -i s/a/b/ web/ui/a.tsx")).isTrue();
        assertThat(RuleCases.stops(book, "sed -i s/a/b/ web/b.tsx")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- `Button`: the base. Never nest it.",
                "- `useCart()` reads the cart (never mutate it during rendering)",
                "The types are in `types.ts`. Don't import that file in tests.",
                "- `src/api/` holds clients; never throw from there.",
            })
    void whatIsSaidOfCodeForbidsNothing(String rule) {
        assertThat(RuleCases.PROSE.read("AGENTS.md", rule + "\n").rules()).isEmpty();
    }
}

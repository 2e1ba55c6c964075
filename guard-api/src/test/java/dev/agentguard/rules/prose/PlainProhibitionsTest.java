package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Idioms, what is left to people, choices of programs and what runs: what they stop, and what goes on. */
class PlainProhibitionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // idioms
                "ASK | `notes.md` is mine. Leave it alone unless asked. | rm notes.md | cat notes.md",
                "ASK | ## `old/` — hands off unless told | rm old/a | cat old/a",
                "ASK | ## DNS — hands off unless asked | vercel dns add a.com w CNAME b.c | vercel dns ls a.com",
                "DENY | - `data.json` in the root. Treat as read-only. | rm data.json | cat data.json",
                "DENY | **`ui/kit/`**;;- Treat as read-only. | rm ui/kit/a.ts | cat ui/kit/a.ts",
                "DENY | Stay out of `infra/`. | rm infra/a | ls infra",
                "DENY | `infra/` must remain unchanged. | rm infra/a | ls infra",
                "DENY | Don't mess with `infra/`. | rm infra/a | ls infra",
                "DENY | Do not make any changes to `infra/`. | rm infra/a | ls infra",
                "DENY | I don't want you to touch `infra/`. | rm infra/a | ls infra",
                "DENY | Don't even think about editing `infra/`. | rm infra/a | ls infra",
                "DENY | When pushing, make sure to never force push. | git push -f | git push",
                "DENY | You are strictly and physically prohibited from editing `infra/`. | rm infra/a | ls infra",
                "DENY | Everything outside `own/` is foreign — leave it alone. | rm other/a | rm own/a",
                // files that were spoken of before
                "DENY | Rates are kept in `rates/*.csv`. They are the truth. Agents must never edit these files. | rm"
                        + " rates/a.csv | cat rates/a.csv",
                "DENY | Files are copied into `raw/`. These must never be edited by agents. | rm raw/a | cat raw/a",
                // what continues, scopes, tables
                "ASK | Do not touch servers unless told. This includes:;;- Editing `nginx.conf` | rm nginx.conf | cat"
                        + " nginx.conf",
                "DENY | These are explicitly forbidden across the repo:;;- **npm/yarn** → use pnpm | yarn add a |"
                        + " pnpm add a",
                "DENY | ~| Merge PRs | Human-only action |~ | gh pr merge 7 | gh pr diff 7",
                // what is left to people
                "DENY | `targets.json` may only be changed by the user. | rm targets.json | cat targets.json",
                "ASK | Dependencies may only be changed by explicit instruction. | npm i left-pad | npm ls",
                "ASK | All `git push` operations must receive explicit approval. | git push | git status",
                "DENY | The user handles all git operations. | git commit -m x | git log",
                "DENY | Let the user run migrations. | ./scripts/migrate.sh | cat scripts/migrate.sh",
                "DENY | No git commits. | git commit -m x | git diff",
                "ASK | No pull requests without approval. | gh pr create | gh pr view 1",
                "DENY | Do not mark PRs as ready (`gh pr ready`). | gh pr ready 7 | gh pr view 7",
                // programs
                "DENY | Use pnpm, not npm. | npm install | pnpm install",
                "DENY | Always use `uv` instead of `pip`. | pip install a | uv add a",
                "DENY | Never run `pnpm dev`. | pnpm run dev | pnpm run build",
                "DENY | Never invoke `powershell.exe`. | powershell.exe -File a.ps1 | ls",
                "DENY | Do not set `A_B`, run `cargo clean`, or delete files. | cargo clean -p a | cargo build",
                "DENY | Never set `PYTHONPATH`. | PYTHONPATH=. python a.py | python a.py",
                "DENY | Do not run the seed script. | cargo run --bin seed | npm test seed",
                "DENY | Never run migrations. | bin/console doctrine:migrations:migrate | npm run migration:generate",
                "DENY | Never deploy. | bash scripts/deploy-prod.sh | cat scripts/deploy-prod.sh",
                "DENY | Never kill the dev server. | pkill -f vite | npm run dev",
                "DENY | Never restart the Flask server. | systemctl restart shop | flask --version",
                "DENY | Never kill `app-serve`. | pkill -f app-serve | pkill -f other",
                "DENY | Do not build the project. | npm run build | npm run lint",
                "DENY | Never commit directly to main. | git push origin main | git push origin own",
                "DENY | Do not switch branches. | git checkout main | git checkout -- a.txt",
                "DENY | Never delete Kubernetes resources. | kubectl delete pod a | kubectl get pods",
                "DENY | Never deploy to production. | vercel --prod | vercel deploy --target staging",
                "DENY | Never drop tables in Supabase. | psql -c 'drop table a' | psql -c 'select 1'"
            })
    void sentence_stopsWhatItForbids(Verdict verdict, String text, String held, String near) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", text.replace("~", "").replace(';', '\n'));

        assertThat(verdict(book, held)).as(held).isEqualTo(verdict);
        assertThat(RuleCases.stops(book, near)).as(near).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Prefer uv over pip.",
                "Keep these entries out of the changelog.",
                "If a finding names a banned library, report it.",
                "If `git worktree list` shows trees that you did not make, leave them alone.",
                "Never execute SQL without parameters.",
                "No defensive branches just to make a diff smaller.",
                "All commits require a certificate of origin sign-off.",
                "Let the user edit the title of a note.",
                "`src/api/` is owned by the platform team."
            })
    void whatForbidsNothing_stopsNothing(String text) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", text);

        for (String command : new String[] {"git commit -m x", "git worktree list", "pip install a", "rm src/api/a"}) {
            assertThat(RuleCases.stops(book, command)).as(command).isFalse();
        }
    }

    private static Verdict verdict(RuleBook book, String command) {
        Verdict strictest = null;
        for (RuleInput input :
                RuleCases.seen(Map.of("kind", "shell", "command", command)).inputs()) {
            for (RuleMatch match : book.matching(input)) {
                strictest = strictest == Verdict.DENY ? strictest : match.verdict();
            }
        }
        return strictest;
    }
}

package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Action;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.rules.Circumstances;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Never commit to main" where it was looked up which branch is checked out. */
class CurrentBranchTest {

    private final RuleBook book = RuleCases.PROSE.read("AGENTS.md", "Never commit to main.");
    private final RuleBook pushes = RuleCases.PROSE.read("AGENTS.md", "Never push to main.");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git commit -m x",
                "git add -A && git commit -m x",
                "git add .; git status; git commit -qm x",
                "echo done && git commit -am 'fix it'",
                "git commit -m \"$(cat <<'EOF'\nfix it\nEOF\n)\""
            })
    void commitOnTheBranchThatIsCheckedOut(String line) {
        assertThat(verdict(book, line, "main", null)).as("on main").isEqualTo(Verdict.DENY);
        assertThat(verdict(book, line, "fix/a", null)).as("on another").isNull();
        assertThat(verdict(book, line, null, null)).as("unknown").isEqualTo(Verdict.ASK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git checkout main && git commit -m x",
                "git switch - && git commit -m x",
                "git -C ../other commit -m x",
                "git symbolic-ref HEAD refs/heads/main && git commit -m x",
                "sh ./prepare.sh && git commit -m x",
                "make && git commit -m x",
                "$GO && git commit -m x",
                "git stash branch main; git commit -m x",
                "eval 'git checkout main'; git commit -m x",
                "git worktree add ../w main && git commit -m x",
                "git `echo checkout main`; git commit -m x"
            })
    void whatMayChangeTheBranchFirst_isHeld(String line) {
        assertThat(verdict(book, line, "fix/a", "fix/a")).as(line).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git push",
                "git push origin",
                "git push -u origin HEAD",
                "git add . && git commit -m x && git push"
            })
    void pushOfTheBranchThatIsCheckedOut(String line) {
        assertThat(verdict(pushes, line, "main", "main")).isEqualTo(Verdict.DENY);
        assertThat(verdict(pushes, line, "fix/a", "fix/a")).isNull();
        assertThat(verdict(pushes, line, "fix/a", null)).as("set otherwise").isEqualTo(Verdict.ASK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git push --all",
                "git push --mirror origin",
                "git push origin HEAD:main",
                "git push origin main",
                "git push origin $B",
                "git push origin :",
                "git push origin 'refs/heads/*:refs/heads/*'"
            })
    void pushOfMore_isHeld(String line) {
        assertThat(verdict(pushes, line, "fix/a", "fix/a")).as(line).isNotNull();
    }

    @Test
    void branchOfARemote_isTheOneOfThatName() {
        RuleBook remote = RuleCases.PROSE.read("AGENTS.md", "Never push directly to `origin/main`.");

        assertThat(RuleCases.stops(remote, "git push origin main")).isTrue();
        assertThat(RuleCases.stops(remote, "git push origin HEAD:refs/heads/main"))
                .isTrue();
        assertThat(RuleCases.stops(remote, "git push origin fix/a")).isFalse();
    }

    @Test
    void toolsThatAreGivenALine_areReadTheSame() {
        ToolCall call =
                new ToolCall("bash", "Runs a command", Map.of("command", "git commit -m x"), ToolDeclaration.none());

        assertThat(verdict(book, call, "main", null)).isEqualTo(Verdict.DENY);
        assertThat(verdict(book, call, "fix/a", null)).isNull();
        assertThat(verdict(book, call, null, null)).isEqualTo(Verdict.ASK);
    }

    private static @Nullable Verdict verdict(
            RuleBook book, String line, @Nullable String branch, @Nullable String pushed) {
        return verdict(book, new ProcessStart(List.of("sh", "-c", line)), branch, pushed);
    }

    private static @Nullable Verdict verdict(
            RuleBook book, Action action, @Nullable String branch, @Nullable String pushed) {
        Circumstances around = Circumstances.NONE.onBranch(branch, pushed);
        return RuleCases.inputs(action, Set.of(), around).stream()
                .flatMap(input -> book.matching(input).stream())
                .map(RuleMatch::verdict)
                .max(Verdict::compareTo)
                .orElse(null);
    }
}

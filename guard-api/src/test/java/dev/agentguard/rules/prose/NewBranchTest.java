package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.rules.RuleBook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Never commit to main" and a line that starts a branch before it commits. */
class NewBranchTest {

    private final RuleBook book = RuleCases.PROSE.read("AGENTS.md", "Never commit to main.");

    @Test
    void aBranchThatIsStartedFirst_isAnotherOne() {
        assertThat(RuleCases.stops(book, "git checkout -b fix && git commit -m x"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git checkout -b fix || git commit -m x",
                "git checkout -b fix; git commit -m x",
                "git checkout -b fix & git commit -m x",
                "git checkout -b fix && git checkout main && git commit -m x",
                "git checkout -b fix && git -C ../other commit -m x",
                "git checkout -b fix\ngit commit -m x",
                "git checkout -b fix && cd ../other && git commit -m x",
                "git checkout -b fix && GIT_DIR=../other/.git git commit -m x",
                "git checkout -b fix && ssh build git commit -m x",
                "git commit -m x && git checkout -b fix"
            })
    void whatMayCommitElsewhere_isHeld(String line) {
        assertThat(RuleCases.stops(book, line)).as(line).isTrue();
    }
}

package dev.agentguard.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PropertyTreeTest {

    private final PropertyTree tree = new PropertyTree("guard");

    @Test
    void keysListsAndKeysInBrackets_makeTheSameTreeAsAFile() {
        tree.add("guard.agent.environments[0]", "staging", "")
                .add("guard.environments.staging.resources[railway:volume][0]", "a", "")
                .add("guard.environments.staging.resources.heroku:app[0]", "b", "")
                .add("guard.environments[eu.prod].protected", "true", "");

        YamlNode root = tree.root();

        assertThat(root.require("agent").require("environments").strings()).containsExactly("staging");
        YamlNode resources = root.require("environments").require("staging").require("resources");
        assertThat(resources.require("railway:volume").strings()).containsExactly("a");
        assertThat(resources.require("heroku:app").strings()).containsExactly("b");
        assertThat(root.require("environments")
                        .require("eu.prod")
                        .require("protected")
                        .bool())
                .isTrue();
    }

    @Test
    void text_countsAsWhatIsAskedFor() {
        tree.add("guard.a", "12", "")
                .add("guard.b", "on", "")
                .add("guard.c", "x, y ,z", "")
                .add("guard.d", "", "");

        assertThat(tree.root().require("a").integer()).isEqualTo(12);
        assertThat(tree.root().require("a").string()).isEqualTo("12");
        assertThat(tree.root().require("b").bool()).isTrue();
        assertThat(tree.root().require("c").strings()).containsExactly("x", "y", "z");
        assertThat(tree.root().require("d").strings()).isEmpty();
        assertThat(tree.root().require("d").entries()).isEmpty();
    }

    @Test
    void messages_nameThePropertyAndWhereItIsSet() {
        tree.add("guard.mode", "strict", "application.yaml - 3:9");
        assertThatThrownBy(() -> tree.root().require("mode").oneOf(YamlNode.Kind.class))
                .hasMessageStartingWith("`guard.mode` (application.yaml - 3:9): expected one of ")
                .hasMessageEndingWith("found `strict`");
        assertThatThrownBy(() -> tree.root().map("store"))
                .hasMessage("`guard.mode` (application.yaml - 3:9): unknown key `mode`, expected one of `store`");
        assertThatThrownBy(() -> tree.root().require("mode").concealed().integer())
                .hasMessageContaining("not shown")
                .hasMessageNotContaining("strict");
    }

    @Test
    void conflictingKindsAndMissingItems_areErrorsThatNameThem() {
        tree.add("guard.agent", "x", "a").add("guard.agent.environments", "y", "b");
        assertThatThrownBy(tree::root).hasMessageStartingWith("`guard.agent` (a): expected one of");

        PropertyTree gap = new PropertyTree("guard").add("guard.list[1]", "y", "b");
        assertThatThrownBy(gap::root).hasMessage("`guard.list[1]` (b): expected `guard.list[0]` in front of it");
    }

    @Test
    void namesThatCannotBeRead_areErrors() {
        for (String name : new String[] {"guard", "guard.", "guard.a..b", "guard.a[", "guard.a[]", "guard[x"}) {
            assertThatThrownBy(() -> tree.add(name, "x", "o"))
                    .as(name)
                    .isInstanceOf(YamlException.class)
                    .hasMessageStartingWith("`" + name + "` (o): expected ");
        }
        assertThatThrownBy(() -> tree.add("guard" + ".a".repeat(51), "x", "")).isInstanceOf(YamlException.class);
    }

    @Test
    void manyProperties_areRefused() {
        assertThatThrownBy(() -> {
                    for (int i = 0; i <= 20_000; i++) {
                        tree.add("guard.k" + i, "x", "");
                    }
                })
                .hasMessage("`guard`: more than 20000 properties");
    }

    @Test
    void content_isTheSameForTheSamePropertiesAndAnotherForOthers() {
        PropertyTree other = new PropertyTree("guard").add("guard.b", "2", "").add("guard.a", "1", "elsewhere");
        tree.add("guard.a", "1", "").add("guard.b", "2", "");
        assertThat(tree.content()).isEqualTo(other.content());
        assertThat(tree.add("guard.c", "3", "").content()).isNotEqualTo(other.content());
    }
}

package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.yaml.YamlException;
import dev.agentguard.yaml.YamlNode;
import org.junit.jupiter.api.Test;

class CommandPackParserTest {

    private static final String HEAD = """
            guard-pack: 1
            id: own.commands
            version: "1"
            maturity: incubating
            sources: [{address: "https://example.com/manual", read: "2026-11-21"}]
            protocol: command
            programs:
            """;

    @Test
    void programThatIsOnlyAClass_hasOneRule() {
        CommandPack pack = parse("  \"tool|tools\": read-only\n");
        CommandProgram program = pack.programs().get(0);
        assertThat(program.names().alternatives()).containsExactly("tool", "tools");
        assertThat(program.whole()).isNotNull();
        assertThat(program.whole().reversibility()).isEqualTo(Reversibility.READ_ONLY);
        assertThat(program.provider()).isEqualTo("own");
    }

    @Test
    void schemaThatIsNotKnown_isNotRead() {
        expect(HEAD.replace("guard-pack: 1", "guard-pack: 2") + "  tool: read-only\n", "1:13", "schema version `1`");
    }

    @Test
    void classThatDoesNotExist_isReportedWhereItStands() {
        expect(HEAD + "  tool: harmless\n", "8:9", "found `harmless`");
    }

    @Test
    void programThatIsNamedTwice_isReported() {
        expect(HEAD + "  tool: read-only\n  \"other|tool\": reversible\n", "9:3", "`tool` is named twice");
    }

    @Test
    void keyThatDoesNotExist_isReported() {
        expect(HEAD + "  tool: {class: read-only, sudo: on}\n", "8:", "sudo");
    }

    @Test
    void caseThatDoesNotRaiseTheClass_isReported() {
        expect(
                HEAD + "  tool: {class: irreversible, when: [{option: [-n], class: read-only}]}\n",
                "8:",
                "a case must raise the class `irreversible`");
    }

    @Test
    void caseThatAsksNothing_isReported() {
        expect(HEAD + "  tool: {class: read-only, when: [{class: irreversible}]}\n", "8:", "a case must ask something");
    }

    @Test
    void codeThatStandsNowhere_isReported() {
        expect(HEAD + "  tool: {code: [{language: shell}]}\n", "8:", "expected where the code stands");
    }

    @Test
    void pathWithTwoOpenParts_isReported() {
        expect(HEAD + "  tool:\n    commands:\n      \"** x ** y\": read-only\n", "10:", "at most one `**`");
    }

    @Test
    void mappingThatIsNotKnown_isReported() {
        expect(HEAD + "  tool: {maps: azure}\n", "8:16", "expected `aws`");
    }

    @Test
    void endOfOptionsThatIsNotKnown_isReported() {
        expect(HEAD + "  tool: {class: read-only, options: {until: end}}\n", "8:", "expected `operand`");
    }

    @Test
    void resourceOfTwoKinds_isReported() {
        expect(HEAD + "  tool: {class: read-only, resource: {a: 1, b: 2}}\n", "8:", "one kind of resource");
    }

    private static CommandPack parse(String programs) {
        return CommandPackParser.parse(YamlNode.read("own/commands.yaml", HEAD + programs));
    }

    private static void expect(String text, String position, String message) {
        assertThatThrownBy(() -> CommandPackParser.parse(YamlNode.read("own/commands.yaml", text)))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("own/commands.yaml:" + position)
                .hasMessageContaining(message);
    }
}

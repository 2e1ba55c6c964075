package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runs past the loops of LangChain4j's services, with the agent alone and with the library beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectCallsTest {

    private static final String VOLUME = "3d2c42fb-5a1b-4c5e-9f0a-000000000001";

    private final Map<String, ChildJvm> children = new HashMap<>();

    /** One for all: the children outlive a test. */
    @TempDir
    private static Path directory;

    @AfterAll
    void stop() {
        children.values().forEach(ChildJvm::close);
    }

    @ParameterizedTest
    @CsvSource({
        "execute, agent",
        "execute, both",
        "context, agent",
        "context, both",
        "lambda, agent",
        "lambda, both",
        "supervisor, agent",
        "sequence, agent"
    })
    void toolThatReads_runs(String way, String libraries) {
        assertThat(ask(libraries, way, "listVolumes", "{\"project\": \"p1\"}")).startsWith("ran=[listVolumes:p1] ");
    }

    @ParameterizedTest
    @CsvSource({
        "execute, agent",
        "execute, both",
        "context, agent",
        "context, both",
        "lambda, agent",
        "lambda, both",
        "supervisor, agent",
        "sequence, agent"
    })
    void toolThatDestroys_doesNotRun_andTheReaderLearnsWhy(String way, String libraries) {
        String answer = ask(libraries, way, "deleteVolume", "{\"volumeId\": \"" + VOLUME + "\"}");
        assertThat(answer).startsWith("ran=[] ");
        if (!way.equals("supervisor")) {
            assertThat(answer).contains("deleteVolume", "Guard");
        }
    }

    @ParameterizedTest
    @CsvSource({"execute, agent", "execute, both", "context, agent", "lambda, agent", "lambda, both", "twice, agent"})
    void annotationsOfTheMethod_areSeen_alsoBehindALambda(String way, String libraries) {
        assertThat(ask(libraries, way, "tidy", "{\"volumeId\": \"" + VOLUME + "\"}"))
                .startsWith("ran=[] ")
                .contains("railway:volumeDelete", VOLUME);
    }

    @ParameterizedTest
    @CsvSource({"execute", "context"})
    void repairedArguments_areJudgedAsTheyRun(String way) {
        assertThat(ask("agent", way, "listVolumes", "{\"project\": \"p1\", \"project\": \"p2\"}"))
                .startsWith("ran=[listVolumes:p2] ");
        assertThat(ask("agent", way, "listVolumes", "[]")).startsWith("ran=[] ").contains("send its arguments again");
    }

    @ParameterizedTest
    @CsvSource({"agent", "both"})
    void callOfAServersTool_isJudgedBeforeItIsSent(String libraries) {
        assertThat(ask(libraries, "mcp", "list_volumes", "{\"project\": \"p1\"}"))
                .isEqualTo("ran=[served list_volumes] read=served list_volumes");
        assertThat(ask(libraries, "mcp", "delete_volume", "{\"volumeId\": \"" + VOLUME + "\"}"))
                .startsWith("ran=[] ")
                .contains("delete_volume", "Guard");
    }

    /** The library and the agent see the same tool of the same server, so they hold the same one. */
    @ParameterizedTest
    @CsvSource({
        "mcp, agent",
        "mcp, both",
        "mcp-service, agent",
        "mcp-service, both",
    })
    void toolThatIsNotWhatItWas_isHeld(String way, String libraries) {
        assertThat(ask(libraries, way, "list_volumes", "{\"project\": \"p1\"}"))
                .startsWith("ran=[served list_volumes] ");
        assertThat(ask(libraries, way + "-changed", "list_volumes", "{\"project\": \"p1\"}"))
                .startsWith("ran=[] ")
                .contains("mcp.changed-tool", "and sends them");
        assertThat(ask(libraries, way, "list_volumes", "{\"project\": \"p1\"}"))
                .startsWith("ran=[served list_volumes] ");
    }

    @ParameterizedTest
    @CsvSource({"agent", "both"})
    void sessionThatReadWhatWasRetrieved_isKnownToHave(String libraries) throws Exception {
        assertThat(ask(libraries, "retrieval", "tidy", "{\"volumeId\": \"retrieved\"}"))
                .startsWith("ran=[] ");
        settled(libraries, "retrieved");
        assertThat(decisions(libraries).lines().filter(line -> line.contains("retrieved")))
                .allMatch(line -> line.contains("\"influenced\":{") && line.contains("content:retrieval"));
    }

    @Test
    void whatUndoesATool_isJudged_withTheToolsArgumentsOrTheWholeExecution() {
        assertThat(ask("agent", "undo", "note", "{}")).startsWith("ran=[note:o1, unnote:o1] ");
        assertThat(ask("agent", "undo", "read", "{}")).startsWith("ran=[read:o1, unread:read] ");
        assertThat(ask("agent", "undo", "add", "{}")).startsWith("ran=[add:o1] ");
        assertThat(ask("agent", "undo", "write", "{}")).startsWith("ran=[write:o1] ");
        assertThat(ask("both", "undo", "note", "{}")).startsWith("ran=[note:o1, unnote:o1] ");
        assertThat(ask("both", "undo", "write", "{}")).startsWith("ran=[write:o1] ");
    }

    /** What an agent elsewhere does is seen by nobody here, so its name and its card are what there is to go by. */
    @ParameterizedTest
    @CsvSource({"agent", "both"})
    void agentElsewhere_isAskedOnlyIfItMayBe(String libraries) {
        assertThat(ask(libraries, "a2a", "listVolumes", "{}")).isEqualTo("ran=[remote listVolumes] read=did it");
        assertThat(ask(libraries, "a2a", "deleteVolume", "{}"))
                .startsWith("ran=[] ")
                .contains("deleteVolume", "Guard");
        assertThat(ask(libraries, "a2a", "keeper", "{}")).startsWith("ran=[] ").contains("reversibility.unknown");
    }

    @Test
    void agentElsewhere_whoseCardIsNotWhatItWas_isHeld() {
        assertThat(ask("agent", "a2a", "listVolumes", "{}")).startsWith("ran=[remote listVolumes] ");
        assertThat(ask("agent", "a2a-changed", "listVolumes", "{}"))
                .startsWith("ran=[] ")
                .contains("mcp.changed-tool", "tell it your tokens");
        assertThat(ask("agent", "a2a", "listVolumes", "{}")).startsWith("ran=[remote listVolumes] ");
    }

    /** Without a workflow around it, by LangChain4j's agent or by the client below it. */
    @ParameterizedTest
    @CsvSource({"a2a-agent", "a2a-client"})
    void messageToAnAgentElsewhere_isJudgedByItsName(String way) {
        assertThat(ask("agent", way, "listBoxes", "{}")).startsWith("ran=[remote listBoxes] ");
        assertThat(ask("agent", way, "deleteBoxes", "{}"))
                .startsWith("ran=[] ")
                .contains("deleteBoxes", "Guard", "A2AClientException");
        assertThat(ask("agent", way, "tidyUp", "{}")).startsWith("ran=[] ").contains("tidyUp", "Guard");
    }

    @Test
    void agentElsewhere_whoseCardIsNotWhatItWas_getsNoMessage() {
        assertThat(ask("agent", "a2a-client", "readShelf", "{}")).startsWith("ran=[remote readShelf] read=answered");
        assertThat(ask("agent", "a2a-client-changed", "readShelf", "{}"))
                .startsWith("ran=[] ")
                .contains("mcp.changed-tool", "tell it your tokens");
        assertThat(ask("agent", "a2a", "readShelf", "{}")).startsWith("ran=[remote readShelf] ");
    }

    /** An approval is of one message, so what stands beside it must not be another one. */
    @Test
    void addressThatAnAnswerGoesTo_isPartOfWhatIsJudged() throws Exception {
        assertThat(ask("agent", "a2a-client-told", "createBox", "https://hook.example.net/told"))
                .startsWith("ran=[remote createBox] ");
        settled("agent", "hook.example.net");
        assertThat(decisions("agent").lines().filter(line -> line.contains("hook.example.net")))
                .hasSize(1)
                .allMatch(line -> line.contains("\"priority\":\"high\"") && line.contains("\"type\":\"tool\""));
    }

    /** An action says nothing of what it does, so that is judged where it does it. */
    @ParameterizedTest
    @CsvSource({"action", "scope-action"})
    void actionOfAWorkflow_runs_andWhatItStartsIsJudged(String way) {
        assertThat(ask("agent", way, "list", "{}")).startsWith("ran=[list] ");
        assertThat(ask("agent", way, "delete", "{}")).startsWith("ran=[] ").contains("AgentInvocationException");
        assertThat(ask("agent", way, "list", "{}")).startsWith("ran=[list] ");
    }

    /** A refusal is no failure of what ran before it; only where it would be taken for done it has to be an error. */
    @ParameterizedTest
    @CsvSource({"agent", "both"})
    void refusal_undoesNothing_unlessTheToolEndsTheInvocation(String libraries) {
        String volume = "{\"volumeId\": \"" + VOLUME + "\"}";
        assertThat(ask(libraries, "undo-refused", "deleteVolume", volume))
                .startsWith("ran=[note:o1] ")
                .contains("by Guard, nothing was done");
        assertThat(ask(libraries, "undo-refused", "deleteLast", volume))
                .startsWith("ran=[note:o1, unnote:o1] ")
                .contains("by Guard, nothing was done");
        assertThat(ask(libraries, "undo-refused", "listVolumes", "{\"project\": \"p1\"}"))
                .startsWith("ran=[note:o1, listVolumes:p1] ");
    }

    @ParameterizedTest
    @CsvSource({"agent-undoing", "both-undoing"})
    void refusal_undoesWhatWasDone_whereThatIsConfigured(String libraries) {
        assertThat(ask(libraries, "undo-refused", "deleteVolume", "{\"volumeId\": \"" + VOLUME + "\"}"))
                .startsWith("ran=[note:o1, unnote:o1] ")
                .contains("by Guard, nothing was done");
        assertThat(ask(libraries, "undo-refused", "listVolumes", "{\"project\": \"p1\"}"))
                .startsWith("ran=[note:o1, listVolumes:p1] ");
    }

    @Test
    void questionToAHuman_passes() {
        assertThat(ask("agent", "human", "none", "{}")).isEqualTo("ran=[] read=yes");
    }

    @Test
    void strategyForUnknownNames_staysAsItIs() {
        assertThat(ask("agent", "unknown", "dropEverything", "{}"))
                .isEqualTo("ran=[] read=read: there is no dropEverything");
    }

    /** A call that passes two places is one action with one record; a second call is a second action. */
    @Test
    void everyCall_isRecordedOnce() throws Exception {
        for (String libraries : List.of("agent", "both")) {
            ask(libraries, "execute", "tidy", "{\"volumeId\": \"first\"}");
            long before = settled(libraries, "first");
            ask(libraries, "execute", "tidy", "{\"volumeId\": \"second\"}");
            ask(libraries, "execute", "tidy", "{\"volumeId\": \"third\"}");
            assertThat(settled(libraries, "third")).isEqualTo(before + 2);
        }
        for (String way :
                List.of("a2a", "a2a-agent", "a2a-client")) { // what the client sends is the wire's, as a tool's is
            ask("agent", way, "createBox", way);
            settled("agent", "\"" + way + "\"}}");
            assertThat(decisions("agent").lines().filter(line -> line.contains("\"" + way + "\"}}")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"execute", "lambda"})
    void annotationsOfTheApplicationsOwn_countAsTheOnesTheyCarry(String way) {
        assertThat(ask("agent", way, "listAll", "{\"volumeId\": \"" + VOLUME + "\"}"))
                .startsWith("ran=[] ")
                .contains("railway:volumeDelete` on railway:volume `" + VOLUME);
    }

    /** With the library beside it the service is not even built. */
    @ParameterizedTest
    @CsvSource({"execute", "lambda"})
    void toolThatContradictsItself_doesNotRun_andTheReaderLearnsWhy(String way) {
        assertThat(ask("agent", way, "listNothing", "{\"volumeId\": \"" + VOLUME + "\"}"))
                .startsWith("ran=[] ")
                .contains("listNothing", "two `@Guarded` that differ");
    }

    /** The backup is declared of one volume only. */
    @ParameterizedTest
    @CsvSource({"execute, agent", "execute, both", "lambda, agent"})
    void toolThatRequiresABackup_runsWhereThereIsOne(String way, String libraries) {
        assertThat(ask(libraries, way, "rewrite", "{\"volumeId\": \"kept\"}")).startsWith("ran=[rewrite:kept] ");
        assertThat(ask(libraries, way, "rewrite", "{\"volumeId\": \"lost\"}"))
                .startsWith("ran=[] ")
                .contains("backup.required", "no declared backup holds `railway:volume lost`");
        assertThat(ask("agent", way, "rewriteAll", "{}"))
                .startsWith("ran=[] ")
                .contains("requires a backup, and nothing says of what");
    }

    @ParameterizedTest
    @CsvSource({"execute, agent", "execute, both", "context, agent"})
    void toolThatCanBeUndone_isNotHeldForItsName(String way, String libraries) {
        assertThat(ask(libraries, way, "deleteNote", "{\"id\": \"lost\"}")).startsWith("ran=[deleteNote:lost] ");
        assertThat(ask("agent", way, "removeNote", "{\"id\": \"lost\"}"))
                .startsWith("ran=[] ")
                .contains("its class has no tool or method of that name");
    }

    @ParameterizedTest
    @CsvSource({"agent", "both"})
    void toolBehindAProxy_isJudgedByTheAnnotationsOfItsTarget(String libraries) {
        assertThat(ask(libraries, "proxied", "listShelf", "{\"volumeId\": \"" + VOLUME + "\"}"))
                .startsWith("ran=[] ")
                .contains("railway:volumeDelete` on railway:volume `" + VOLUME);
        assertThat(ask(libraries, "proxied", "dustShelf", "{\"volumeId\": \"dusty\"}"))
                .isEqualTo("ran=[dustShelf:dusty] read=read: dusted");
    }

    @ParameterizedTest
    @CsvSource({"agent", "both"})
    void resourceWithinARecord_isSeen(String libraries) {
        assertThat(ask(libraries, "service", "sweep", "{\"place\": {\"volumeId\": \"inner\"}}"))
                .startsWith("ran=[] ")
                .contains("railway:volume `inner`");
    }

    /** The record is written in order and a little later than the answer. */
    private long settled(String libraries, String volume) throws Exception {
        for (int i = 0; i < 300 && !decisions(libraries).contains(volume); i++) {
            Thread.sleep(50);
        }
        return decisions(libraries).lines().count();
    }

    private String decisions(String libraries) throws Exception {
        Path store = directory.resolve("store-direct-" + libraries);
        if (!Files.isDirectory(store)) {
            return "";
        }
        StringBuilder decisions = new StringBuilder();
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.contains("\"kind\":\"DECISION\""))
                        .forEach(line -> decisions.append(line).append('\n'));
            }
        }
        return decisions.toString();
    }

    private String ask(String libraries, String way, String tool, String arguments) {
        return child(libraries)
                .ask(way + " " + tool + " "
                        + Base64.getEncoder().encodeToString(arguments.getBytes(StandardCharsets.UTF_8)));
    }

    private ChildJvm child(String libraries) {
        return children.computeIfAbsent(
                libraries,
                unused -> ChildJvm.on(Jdks.all().get(0))
                        .agent(configuration("direct-" + libraries))
                        .option("-Dserver.path=" + GuardJar.applications())
                        .classPath(classPath(libraries.startsWith("both")))
                        .classPath(Libraries.annotations(directory))
                        .main("app.DirectApp")
                        .start()
                        .ready());
    }

    /** An agent that works in staging, where some volumes are and a backup of one of them. */
    private static Path configuration(String name) {
        return Configurations.text(
                directory,
                name,
                List.of(
                        "version: 1",
                        "agent: {environments: [staging]}",
                        "environments:",
                        "  staging:",
                        "    hosts: [staging.example.com]",
                        "    resources: {\"railway:volume\": [kept, lost, dusty]}",
                        "  production: {protected: true, hosts: [production.example.com]}",
                        "store: store-" + name,
                        "refusals: {roll-back: " + (name.endsWith("undoing") ? "on" : "off") + "}",
                        "backups:",
                        "  - name: nightly",
                        "    of: {resource: railway:volume kept}",
                        "    location: host elsewhere",
                        "    maximal-age: 48h",
                        "    check: {file: \"" + GuardJar.file() + "\"}"));
    }

    /** The class path of this JVM, with this project's library or without anything of Guard. */
    private static Path[] classPath(boolean library) {
        String own = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(own.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("guard.jar"))
                .filter(entry -> library
                        || !(entry.contains("guard-langchain4j")
                                || entry.contains("guard-api")
                                || entry.contains("guard-javaagent" + File.separator + "bridge")
                                || entry.contains("guard-javaagent-bridge")))
                .map(Path::of)
                .toArray(Path[]::new);
    }
}

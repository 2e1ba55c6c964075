package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code guard.jar tools}: the tools of an application that is not run. */
class ToolsCommandTest {

    @TempDir
    private Path directory;

    @Test
    void aTool_isTakenAsDeclared_alsoOnTheInterfaceThatItImplements() throws IOException {
        assertThat(tools(desk().toString()).out())
                .contains("REVERSIBLE    `close_order`  app.desk.OrderDesk.close(String)  (LangChain4j)")
                .contains("declared on the tool; declared: `order` resource");
    }

    @Test
    void aTool_withoutDeclaration_isTakenAsItsNameSays_withoutParametersThatAreInjected() throws IOException {
        assertThat(tools(desk().toString()).out())
                .contains("READ_ONLY     `findOrders`  app.desk.OrderDesk.findOrders(String)")
                .contains("AT EACH CALL  `ask`  app.desk.OrderDesk.ask(String)")
                .doesNotContain("deleteEverything");
    }

    @Test
    void aTool_thatIsNotUnderstood_getsAnnotationsToPaste() throws IOException {
        assertThat(tools(desk().toString()).out())
                .contains("UNKNOWN       `frobnicate`")
                .contains("@Guarded(Reversibility.IRREVERSIBLE)")
                .contains("String frobnicate(@TargetResource(\"app:order\") String orderId,"
                        + " @TargetEnvironment String environment, int times)")
                .contains("String crunch(@Sql String sql)");
    }

    @Test
    void aToolOfSpringAi_isFound_withItsNameAndDescription() throws IOException {
        assertThat(tools(desk().toString()).out())
                .contains("IRREVERSIBLE  `purge_cart`  app.desk.SpringDesk.purge(String)  (Spring AI)");
    }

    @Test
    void theCheckOfABuild_fails_whereADeclarationIsMissing() throws IOException {
        assertThat(tools("--check", desk().toString()).status()).isEqualTo(1);
        assertThat(tools("--check", only("app/desk/Orders.class").toString()).status())
                .isZero();
    }

    @Test
    void anExecutableJar_isSearchedWithItsLibraries() throws IOException {
        Path library = jar("library.jar", "app/desk/SpringDesk.class");
        Path fat = directory.resolve("application.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(fat))) {
            put(
                    out,
                    "BOOT-INF/classes/app/desk/OrderDesk.class",
                    GuardJar.applications().resolve("app/desk/OrderDesk.class"));
            put(
                    out,
                    "BOOT-INF/classes/app/desk/Orders.class",
                    GuardJar.applications().resolve("app/desk/Orders.class"));
            put(out, "BOOT-INF/lib/library.jar", library);
        }

        assertThat(tools(fat.toString()).out())
                .contains("`purge_cart`")
                .contains("REVERSIBLE    `close_order`")
                .contains("6 tools: ");
    }

    @Test
    void anEntryThatIsNotThere_isOneClearError() {
        ChildJvm.Ended ended = tools("nowhere.jar");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("guard: `nowhere.jar` does not exist");
    }

    @Test
    void aFileThatIsNoJar_andAClassThatIsNone_doNotEndInATrace() throws IOException {
        Path text = Files.writeString(directory.resolve("a.jar"), "no jar");
        assertThat(tools(text.toString()).err())
                .contains("guard: `" + text + "` is no directory and no jar that can be read");

        Path broken = Files.createDirectories(directory.resolve("broken"));
        Files.writeString(broken.resolve("A.class"), "Ldev/langchain4j/agent/tool/Tool;");
        assertThat(tools(broken.toString()).out()).contains("0 tools: ");
    }

    @Test
    void json_holdsTheSame() throws IOException {
        assertThat(tools("--json", desk().toString()).out())
                .contains("\"name\":\"close_order\"")
                .contains("\"class\":\"REVERSIBLE\"")
                .contains("\"paste\":[\"String crunch(@Sql String sql)\"]");
    }

    private Path desk() throws IOException {
        return only("app/desk/Orders.class", "app/desk/OrderDesk.class", "app/desk/SpringDesk.class");
    }

    private Path only(String... classes) throws IOException {
        return jar("desk.jar", classes);
    }

    private Path jar(String name, String... classes) throws IOException {
        Path jar = directory.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String file : classes) {
                put(out, file, GuardJar.applications().resolve(file));
            }
        }
        return jar;
    }

    private static void put(JarOutputStream out, String name, Path file) throws IOException {
        out.putNextEntry(new JarEntry(name));
        Files.copy(file, out);
        out.closeEntry();
    }

    private static ChildJvm.Ended tools(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = GuardJar.file().toString();
        all[1] = "tools";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return ChildJvm.on(Jdks.all().get(0)).main("-jar", all).run();
    }
}

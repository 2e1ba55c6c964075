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
    void backupsUndosAndAnnotationsOfTheApplicationsOwn_areRead() throws IOException {
        String[] classes = {
            "app/desk/Vault.class",
            "app/desk/Vault$Ruinous.class",
            "app/desk/Vault$Destroys.class",
            "app/desk/Vault$Id.class"
        };
        ChildJvm.Ended ended = tools("--check", only(classes).toString());

        assertThat(ended.out())
                .contains("IRREVERSIBLE  `listKeys`  app.desk.Vault.listKeys(String)")
                .contains("declared on the tool; declared: `id` resource, a backup younger than PT24H")
                .contains("RECOVERABLE   `deleteKey`")
                .contains("declared on the tool, `restoreKey` undoes it")
                .contains("0 without a declaration that they need");
        assertThat(ended.status()).isZero();
        assertThat(tools("--json", only(classes).toString()).out())
                .contains("\"requiresBackup\":{\"within\":\"PT24H\",\"of\":\"\"}")
                .contains("\"undoneBy\":\"restoreKey\"");
    }

    @Test
    void annotationsThatCannotHold_failTheCheck() throws IOException {
        ChildJvm.Ended ended = tools(
                "--check",
                only("app/desk/Muddle.class", "app/desk/Vault$Destroys.class").toString());

        assertThat(ended.out())
                .contains("its annotations cannot hold: carries two `@Guarded` that differ")
                .contains("its annotations cannot hold: requires a backup with `maxAge = \"24h\"`")
                .contains("its annotations cannot hold: requires a backup, and nothing says of what")
                .contains("its annotations cannot hold: says that `nobody` undoes it")
                .contains("its annotations cannot hold: says that it undoes itself")
                .contains("5 with one that cannot hold");
        assertThat(ended.status()).isEqualTo(1);
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

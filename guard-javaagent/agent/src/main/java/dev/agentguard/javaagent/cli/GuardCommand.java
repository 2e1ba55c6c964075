package dev.agentguard.javaagent.cli;

import dev.agentguard.config.ConfigException;
import dev.agentguard.javaagent.Version;
import dev.agentguard.yaml.YamlException;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root of the command line; without a command it shows how it is used. */
@Command(
        name = "guard",
        description = "Stops AI agents on the JVM from doing what cannot be undone."
                + " As a Java agent: java -javaagent:guard.jar[=guard.yaml] ...",
        mixinStandardHelpOptions = true,
        versionProvider = GuardCommand.VersionText.class)
public final class GuardCommand implements Runnable {

    /** Exit status of a command that did not do what was asked, for a reason it has printed. */
    static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    GuardCommand() {}

    /**
     * Runs a command line on this process's streams.
     *
     * @param arguments the command line
     * @return the exit status: 0 done, 1 not done for the reason that was printed, 2 wrong usage
     */
    public static int run(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
        PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
        return commandLine(System.in).setOut(out).setErr(err).execute(arguments);
    }

    static CommandLine commandLine(InputStream in) {
        BufferedReader typed = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
        CommandLine line = new CommandLine(new GuardCommand())
                .addSubcommand(new ApproveCommand(typed))
                .addSubcommand(new ApproverCommand(new Passphrase(typed)))
                .addSubcommand(new CommandLine(new AuditCommand())
                        .addSubcommand(new AuditVerifyCommand())
                        .addSubcommand(new AuditExportCommand())
                        .addSubcommand(new AuditCheckCommand())
                        .addSubcommand(new AuditPruneCommand(typed)))
                .addSubcommand(new BreakGlassCommand(new Passphrase(typed)))
                .addSubcommand(new ConsoleCommand())
                .addSubcommand(new EvaluateCommand())
                .addSubcommand(explain(new TypedText(typed)))
                .addSubcommand(new FreezeCommand())
                .addSubcommand(new FrozenCommand())
                .addSubcommand(new GrantCommand(typed))
                .addSubcommand(new CommandLine(new McpCommand()).addSubcommand(new McpAcceptCommand(typed)))
                .addSubcommand(new ReplayCommand())
                .addSubcommand(new CommandLine(new RulesCommand())
                        .addSubcommand(new RulesTestCommand())
                        .addSubcommand(new RulesLockCommand())
                        .addSubcommand(new RulesSuggestCommand())
                        .addSubcommand(new RulesAcceptCommand(typed)))
                .addSubcommand(new ThawCommand(typed))
                .addSubcommand(new ToolsCommand())
                .addSubcommand(new TrustCommand())
                .addSubcommand(new CommandLine(new UsesCommand()).addSubcommand(new UsesResetCommand(typed)));
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    boolean said = failure instanceof ConfigException
                            || failure instanceof YamlException
                            || failure instanceof CommandFailure;
                    command.getErr().println("guard: " + (said ? failure.getMessage() : failure.toString()));
                    return FAILED;
                });
    }

    private static CommandLine explain(TypedText typed) {
        return new CommandLine(new ExplainCommand())
                .addSubcommand(new ExplainCommand.Http())
                .addSubcommand(new ExplainGraphQlCommand(typed))
                .addSubcommand(new ExplainSqlCommand(typed))
                .addSubcommand(new ExplainShellCommand(typed))
                .addSubcommand(new ExplainToolCommand());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Reads the version of this build. */
    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"guard " + Version.text()};
        }
    }
}

package dev.agentguard.javaagent.cli;

import dev.agentguard.config.GuardConfig;
import dev.agentguard.config.RuleProposals;
import dev.agentguard.javaagent.suggest.NamedModel;
import dev.agentguard.javaagent.suggest.SuggestException;
import dev.agentguard.javaagent.suggest.Suggestions;
import dev.agentguard.rules.Advice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has a chat model propose rules for sentences that are advice by themselves. */
@Command(
        name = "suggest",
        description = "Has a chat model of LangChain4j propose rules for sentences that are advice only, and writes"
                + " those that hold up to " + RuleProposals.FILE + " for review. Nothing of it is enforced before a"
                + " human accepts it.",
        mixinStandardHelpOptions = true)
final class RulesSuggestCommand implements Callable<Integer> {

    @Mixin
    private final RulesProject project = new RulesProject();

    @Option(
            names = "--model",
            required = true,
            paramLabel = "CLASS#METHOD",
            description = "a public static method without parameters that returns a"
                    + " dev.langchain4j.model.chat.ChatModel")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String model;

    @Option(
            names = "--class-path",
            required = true,
            paramLabel = "PATH",
            description = "where that class, LangChain4j and the model's provider are, as Java takes it")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String classPath;

    @Option(
            names = "--at-most",
            defaultValue = "50",
            paramLabel = "N",
            description = "the number of sentences, one question each; ${DEFAULT-VALUE} without it")
    private int most;

    @Option(
            names = "--time-limit",
            defaultValue = "120",
            paramLabel = "SECONDS",
            description = "for one answer; ${DEFAULT-VALUE} without it")
    private int seconds;

    @Override
    public Integer call() throws CommandFailure {
        GuardConfig config = project.config();
        Suggestions suggestions = new Suggestions(config);
        PrintWriter out = project.out();
        List<Advice> all = suggestions.sentences();
        List<Advice> asked = all.stream().limit(Math.max(0, most)).toList();
        if (asked.isEmpty()) {
            out.println("no sentence of this project is advice only");
            return 0;
        }
        try (NamedModel named = NamedModel.of(classPath, model, Duration.ofSeconds(Math.max(1, seconds)))) {
            RuleProposals proposals = suggestions.ask(asked, named::ask);
            Path file = project.file(config, RuleProposals.FILE);
            proposals.write(file);
            show(proposals, out);
            out.println(proposals.proposals().size() + " proposals of " + asked.size() + " sentences are in `" + file
                    + "`" + (all.size() > asked.size() ? ", " + (all.size() - asked.size()) + " were not asked" : "")
                    + "; `rules accept` takes their numbers");
            return 0;
        } catch (SuggestException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    private static void show(RuleProposals proposals, PrintWriter out) {
        for (int i = 0; i < proposals.proposals().size(); i++) {
            RulesAcceptCommand.lines(i + 1, proposals.proposals().get(i)).forEach(out::println);
        }
        proposals
                .dropped()
                .forEach(dropped -> out.println(TerminalLine.of(
                        "dropped  " + dropped.source() + "  " + dropped.says() + ": " + dropped.because())));
    }
}

/**
 * Prose that people write for agents (AGENTS.md, CLAUDE.md and the like) to rules, and to advice with the reason.
 *
 * <p>The flow, each step calling the next and none calling back:
 *
 * <ol>
 *   <li><b>Document</b>: {@code ProseRules} parses Markdown; {@code MarkdownWalk} goes through headings, lists, tables
 *       ({@code TableRows}) and blocks of code ({@code CodeBlocks}); {@code InlineTokens} and {@code Tokens} split text
 *       into tokens and sentences. What stands above says with which {@code Mood} an item is read.
 *   <li><b>Sentence</b>: {@code StatementReader} reads sentences in turn, with their {@code Parts}, {@code Thoughts},
 *       {@code Pronouns} and {@code BlockSubject}; {@code RuleCompiler} compiles each, {@code RuleCollector} keeps what
 *       comes of it. {@code Foreign} puts other languages into English before, word by word.
 *   <li><b>Demand</b>, which words are forbidden or asked about: {@code DemandReader} tries the forms in turn,
 *       {@code Prohibition}, {@code *Demands}, {@code ReservedActions} and, without a word of prohibition,
 *       {@code SilentForms}. The condition behind it becomes {@code Terms}, its places {@code Where}.
 *   <li><b>Clause</b>, which action those words name: {@code ClauseReader} holds one list of {@code PhraseReader}s, one
 *       for each kind of phrase ({@code VerbReader}, {@code NounReader}, {@code PrepositionReader} …); they share a
 *       {@code ClauseState} of {@code Cursor}, {@code Clause} and {@code Findings}. Code in back-ticks goes to
 *       {@code CodeSpanReader} and {@code Examples}. Where words are left over, {@code Fallback},
 *       {@code FurtherReadings}, {@code UnreadCircumstances} and {@code NamedCommands} find what is certain;
 *       {@code BracketedForms} reads lists in brackets. What nobody knows goes to {@code SaidActs}: {@code SaidVerbs} and
 *       {@code SaidObjects} become {@code SaidAct}s, which are looked for in an action's own words.
 *   <li><b>Meaning</b>: {@code ClauseMeanings} asks {@code Meanings} what a {@code Verb} and a {@code Thing} mean; each
 *       {@code *Meanings} knows one field.
 *   <li><b>Rule</b>: a {@code Condition} that is put to an effect: {@code AllOf}, {@code AnyOf} and {@code Unless} over
 *       {@code Operates}, {@code CommandShape}, {@code Files}, {@code Environments} and their like; {@code ProsePattern}
 *       is the pattern of the rule.
 * </ol>
 *
 * <p>Words that are known stand in {@code Vocabulary}, {@code ClauseWords}, {@code Verb}, {@code Thing},
 * {@code Programs} and {@code KnownFiles}; {@code Phrases} and {@code Words} look for them.
 */
@NullMarked
package dev.agentguard.rules.prose;

import org.jspecify.annotations.NullMarked;

package dev.agentguard.rules.prose;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The words that prose rules are read by. What is not on a list is not understood, and then nothing is enforced. */
final class Vocabulary {

    /** What a prohibition may start with; what follows is what is prohibited. */
    static final Phrases NEVER = Phrases.of(
            "never allowed to",
            "never permitted to",
            "never authorized to",
            "not authorized to",
            "never supposed to",
            "never",
            "must not",
            "mustn't",
            "must never",
            "do not",
            "don't",
            "dont",
            "may not",
            "should not",
            "shouldn't",
            "shall not",
            "under no circumstances",
            "refuse to",
            "refuse any request to",
            "refuse requests to",
            "refuse all requests to",
            "reject any request to",
            "reject requests to",
            "do never",
            "may neither",
            "must neither",
            "should neither",
            "can neither",
            "dare not",
            "ought not to",
            "must avoid",
            "at no time",
            "not under any circumstances",
            "in no case",
            "you cannot",
            "you can't",
            "agents cannot",
            "the agent cannot",
            "you can not",
            "nobody may",
            "no one may",
            "no agent may",
            "agent may never",
            "block any",
            "block all",
            "not supposed to",
            "is not to",
            "are not to",
            "was not to",
            "refrain from",
            "stay away from",
            "keep away from",
            "stop yourself from",
            "agent cannot",
            "agents can't",
            "assistant cannot",
            "claude cannot",
            "ai cannot",
            "agents must never",
            "not allowed to",
            "not permitted to",
            "forbidden to",
            "forbidden from",
            "prohibited from",
            "❌",
            "🚫",
            "⛔");

    /** What a prohibition may end with; what stands before is what is prohibited. */
    static final Phrases FORBIDDEN = Phrases.of(
            "forbidden",
            "prohibited",
            "disallowed",
            "banned",
            "blocked",
            "not allowed",
            "not permitted",
            "not acceptable",
            "never allowed",
            "never permitted",
            "never acceptable",
            "never ok",
            "off limits",
            "off-limits",
            "strictly forbidden",
            "strictly prohibited",
            "absolutely forbidden",
            "verboten",
            "out of bounds",
            "denied",
            "unacceptable",
            "no-go",
            "a no-no",
            "taboo",
            "off the table",
            "not an option",
            "never an option",
            "not your job",
            "not your call",
            "not for agents",
            "not for the agent",
            "not ok",
            "not okay",
            "not fine",
            "never okay",
            "never fine",
            "not tolerated",
            "not on the table",
            "must be avoided",
            "is to be avoided",
            "are to be avoided");

    /** What says that nothing is asked for. */
    static final Phrases NO_NEED = Phrases.of(
            "no need to",
            "not need to ask",
            "don't need to ask",
            "needn't ask",
            "without needing to ask",
            "no approval is needed",
            "no approval needed",
            "not required to ask");

    /** What waits for a human by its form alone; what stands before is what waits. */
    static final Phrases APPROVED = Phrases.of(
            "must be approved",
            "must be confirmed",
            "must be authorized",
            "has to be approved",
            "have to be approved",
            "must first be approved",
            "needs to be approved",
            "need to be approved",
            "must always be approved",
            "must be explicitly approved",
            "must be explicitly confirmed",
            "should be confirmed",
            "should be approved");

    /** What stands between an action and the approval that it waits for. */
    static final Phrases GETS = Phrases.of(
            "must receive",
            "must get",
            "must have",
            "must obtain",
            "must always get",
            "must always receive",
            "must always have",
            "must first get",
            "must first receive",
            "should receive",
            "should get",
            "is subject to",
            "are subject to",
            "is gated on",
            "are gated on",
            "is gated by",
            "are gated by",
            "is contingent on",
            "are contingent on",
            "only happens with",
            "only happen with",
            "only with",
            "only after",
            "only upon");

    /** Words of headings and lead-ins that only say that something is listed below. */
    static final Set<String> LEADS = words(
            "blocked forbidden prohibited banned denied protected restricted no-go nos dangerous critical important"
                    + " safety security restrictions restriction rules rule guardrails guardrail constraints hard limits"
                    + " limit off non-negotiable red lines list section without explicit permission approval operations"
                    + " never not do tasks activities dos don'ts donts");

    /** Where something happens that narrows nothing: this repository, the current session, the terminal. */
    static final Set<String> PLACES = words("session conversation project repo repository workspace codebase machine "
            + "terminal chat context case cases circumstances circumstance time times behalf own way task host us me "
            + "user users here there everywhere anywhere github gitlab remote version control source prompt response "
            + "message bulk disk place cli environment environments system systems future parallel directly team "
            + "purpose accident default hand yourself itself themselves it them any all force main branch");

    static final Phrases PERMITTED = Phrases.of(
            "always safe",
            "safe to",
            "allowed",
            "permitted",
            "feel free",
            "ok to",
            "okay to",
            "may freely",
            "no need to ask",
            "no need to",
            "without asking");

    /** After these a "not" forbids nothing of what follows: "never forget to ask before …". */
    static final Set<String> NOT_FORBIDDEN =
            words("hesitate forget fail worry only mind skip omit assume think believe expect");

    /** After these a "not" even permits: "you do not need to ask". */
    static final Set<String> NOT_NEEDED = words("need have require");

    static final Set<String> APPROVAL = words("ask asks asked asking request requests requested requesting approval "
            + "approvals approve approves approved approving permission permissions confirm confirms confirmed "
            + "confirming confirmation consent authorization authorisation authorized authorised explicit explicitly "
            + "instruct instructs instructed instruction instructions tell tells told sign-off signoff go-ahead");

    static final Set<String> APPROVAL_NOUNS = words(
            "approval permission confirmation consent authorization authorisation signoff sign confirm yes ok okay "
                    + "sign-off go-ahead nod blessing agreement greenlight green-light say-so");

    /** What a remark behind a dash starts with if it says what to do instead. */
    static final Set<String> ALTERNATIVE = words("use prefer instead ask open create write move archive");

    /** What starts another thought behind a comma. */
    static final Set<String> THOUGHTS =
            words("use prefer instead always warn rather they this it as so open let ask tell see "
                    + "stick warns then run call he she that there not regardless since go just even");

    static final Set<String> CONDITIONS =
            words("unless without except until if when while before because outside once since regardless");

    static final Set<String> DESTROY =
            words("delete deletes deleted deleting deletion deletions drop drops dropped dropping truncate truncates"
                    + " truncated truncating truncation wipe wipes wiped wiping purge purges purged purging reset resets"
                    + " resetting destroy destroys destroyed destroying destruction erase erases erased erasing");

    static final Set<String> DESTRUCTIVE = words("destructive irreversible dangerous high-risk");

    static final Set<String> ACTS = words("command operation action op statement query script call");

    /** Words without weight before the action: who, how, and verbs that only carry the next one. */
    static final Set<String> FILLERS =
            words("ever directly automatically accidentally manually just simply also blindly silently unilaterally"
                    + " autonomously either please absolutely strictly explicitly always the a an any all your our my"
                    + " their these those this such you agent agents ai we i it llm assistant to be is are run runs"
                    + " running ran execute executes executed executing perform performs performing performed use uses"
                    + " using used call calls calling called invoke invokes invoking invoked issue issues issuing do does"
                    + " doing attempt attempting try trying initiate take taking make making start suggest suggesting"
                    + " allow command commands action actions operation operations thing things following that which would"
                    + " will can could might may must including rule rules list request requests it's propose e.g i.e etc"
                    + " eg ie like such as example examples results result resulting leads lead cause causes causing"
                    + " proactively preemptively by contents content value values new code logic one ones only own"
                    + " manually under circumstances both via me potentially possibly accidentally intentionally"
                    + " unprompted spontaneously fully completely permanently immediately again yet part parts sections"
                    + " section hands too well kind sort type of on-demand failed large whole entire containing contains"
                    + " personal so then anyway whatsoever real actual own's other others requiring requires require"
                    + " needed using involving involves needs need raw bare plain direct should shall down up more than"
                    + " greater at once via review reviewing locally local's outbound terminal explicitly");

    /** Words before a noun that do not narrow it. */
    static final Set<String> NEUTRAL = words("any all the a an of your our my their his her its these those this such "
            + "existing important real entire whole shared remote critical persistent stored user users customer "
            + "customers client clients company another other or and nor sql database git cloud own's another's us "
            + "ever user's customer's else's someone to be");

    /** Words after a noun that show that it was the last of its compound. */
    static final Set<String> FOLLOWERS = words("or and nor in on at from of to for by with via through using within "
            + "directly recursively ever even until under belonging containing as during automatically manually "
            + "yourself is are be that which into against unless without except if when while before because outside "
            + "once statement statements command commands operation operations request requests altogether first");

    /** Words of code and documents: a sentence that names one is about style. */
    static final Set<String> CODE_WORDS = words("comment test error type hint class function method variable field"
            + " import argument parameter string array list object whitespace line keyword annotation docs documentation"
            + " docstring support style css component prop log output fixture mock log newline character element event"
            + " thread pointer reference exception stack trace index key prefix suffix assertion spec lint controller"
            + " component reducer middleware endpoint handler transaction listener subscriber emitter promise callback"
            + " constructor prototype dom router form loop bean dto ternary snippet response answer prose sentence"
            + " paragraph wording label layout render renderer hook hooks getter setter interface enum generic module"
            + " namespace-import expression literal operator bracket semicolon quote indentation formatting emoji"
            + " abbreviation article ui view-model viewmodel migration-class callbacks header footer modal button page"
            + " template unit circular cyclic test-case session-object cleanup effect memo async await retry-loop");

    private Vocabulary() {}

    static Set<String> words(String text) {
        return Set.copyOf(new HashSet<>(List.of(text.split(" "))));
    }
}

"""How people ask for advice, for more of it, and for a partner to practise with: patterns over lower-case words."""

SUMMARY = (
    r"sum (?:it |that |this |everything )?up|summari[sz]e|summary|recap|what have we (?:got|decided|said)|"
    r"what is the plan|whole plan|go over (?:it|everything|that) again"
)
SUGGEST = (
    r"suggest\w*|recommend\w*|which|what would (?:you|suit|be)|what (?:should|could|can|shall|do|"
    r"kind)|(?:any|an|some|more|"
    r"your|have) ideas?|advice|tips?|help me|options|best|where (?:do|should|shall|can) (?:i|we)|how (?:do|should|can|"
    r"would|could|shall) (?:i|we|you|one)|what (?:is|are) (?:the|a|good)|tell me (?:how|what|about|"
    r"more)|explain|start|plan|next|(?:should|shall) (?:i|we)"
)
REQUESTS = (
    r"tell me|give me|make me|write me|help me|show me|i wonder|^(?:now |and |then )*(?:an?|another|the) (?:\w+ )?one$|"
    r"i (?:need|want|would like) (?:to know|you to|some|your|"
    r"help|advice|ideas)|(?:can|could|would|will) you|"
    r"i am not sure (?:what|how|which|whether|if|where|when)|i do not know (?:what|how|which|where|when)"
)
BARE = (
    r"(?:any |some |your |more |other |a few |and |so )*(?:ideas?|advice|tips?|suggestions?|thoughts|recommendations?|"
    r"hints?|input)(?: for me| on (?:that|it|this)| about (?:that|it|this)| please| then)?"
)
WHY = (
    r"(?:but |and |so )?why(?: (?:that|is that(?: so)?|should i|would i|do you (?:think|say) (?:so|that)|"
    r"not))?|how come|why so"
)
MORE = (
    r"(?:and |or |okay |ok |so |but )*(?:(?:what|anything|something) else(?: .{0,25})?|(?:and "
    r")?(?:then|what then|what next|"
    r"next)|(?:(?:can|could|may) i (?:have|get|hear) )?another (?:idea|one|option)|"
    r"(?:any |some )?(?:more|other) (?:ideas|tips|advice|options)|"
    r"go on|more|tell me more)"
)
IF_NOT = (
    r"(?:and |but |so |or )*(?:what )?if (?:that|this|it|they|he|she|i|we|none|nobody)\b.*(?:not|"
    r"fails?|wrong|no|never|nothing)"
    r"\b.*|"
    r"(?:that|this|it) (?:does not|did not|will not|would not|is not going to) (?:work|help|suit)(?: .*)?|"
    r"(?:i|we) (?:have )?(?:already )?tried (?:that|it)(?: .*)?|i do not (?:like|want) (?:that|it|this)(?: .*)?|"
    r"(?:that|this|it) is (?:too|not) .*|(?:no|not) that(?: one)?"
)
AGREES = (
    r"(?:okay|ok|yes|yeah|good|great|nice|right|all right|sure|fine|i see|got it|that (?:sounds|is|"
    r"would be|helps)|sounds|"
    r"perfect|wonderful|i like (?:that|it)|makes sense|true|thanks|thank you|exactly|interesting|cool)\b.{0,40}"
)
PLAY = (
    r"role ?play|pretend (?:to be|you)|you (?:be|play) (?:my|the|him|her)|(?:let us )?practi[sc]e (?:the "
    r"(?:call|talk)|it with you)"
)
PLAY_STEADY = (
    rf"{PLAY}|practi[sc]e|rehearse|(?<!i )(?<!we )play (?:my|the|him|her|a|that)|act as|be my|try it out|"
    rf"simulate"
)
PLAY_AGAIN = (
    r"(?:yes|yeah|sure|okay|ok|please|let us)(?: .{0,30})?|(?:try (?:it|that) )?(?:again|once more|one more time)"
)
HOW_WAS_IT = r"how (?:did|was|do) (?:that|it|i)|feedback|how it (?:sounded|went)|change about it|what would you change"
ADVICE_FOR = (
    r"i should|how (?:do|can|should|would|could) (?:i|we)|help me|advice|tips?|any ideas|what "
    r"(?:should|can|could) (?:i|we)|"
    r"what would you do|what is a good|suggest\w*|recommend\w*"
)
HELP = r"help (?:me|us)|(?:can|could) you help|i (?:would like|want|need) (?:some |your )?(?:help|advice)"
WHETHER = r"(?:should|shall|can|could) (?:i|we)"
PASSES = r"another|next|stop|tell me|what|how"

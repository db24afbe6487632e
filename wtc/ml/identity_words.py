"""Words of which the names of made-up acts are put together, so that a scorer learns from names nobody owns."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIVEN = _words(
    "aoife niamh ciara orla sinead roisin grainne maeve saoirse aisling fionn cian oisin conor declan eoin "
    "brendan kevin liam paul john james mary anne peter martin david michael thomas patrick stephen george robert "
    "frank harry jack tom billy bobby johnny jimmy joe sam ray roy ron greg gary jeff chris nick mark luke simon "
    "alan brian keith neil ian tony andy alex ben dan matt adam eric henry arthur albert walter charles louis "
    "leon otto hugo carl karl kurt fred dean glen bruce duncan ross craig scott kate emma lucy amy alice jane "
    "sarah susan helen laura julie linda diana donna carol nina lena maria anna eva ella nora rosa clara julia "
    "sofia carmen elena joan judy betty peggy patti norah macy taylor jordan casey robin kim karen sharon dolores "
    "loretta bessie nancy shirley dusty rita gloria gladys maya zoe jose carlos luis juan pedro paco joao antonio "
    "marcelo bjorn lars sven ingrid astrid yuki kenji haruki akira fela youssou miriam salif baaba wayne earl "
    "otis curtis marvin willie muddy buddy sonny clifford melvin leroy jerome"
)
FAMILY = _words(
    "murphy kelly byrne ryan walsh obrien osullivan oconnor doyle mccarthy gallagher kennedy lynch murray quinn "
    "moore mcloughlin carroll connolly daly connell wilson dunne brennan burke collins campbell clarke johnston "
    "hughes farrell fitzgerald brown martin maguire nolan flynn thompson callaghan odonnell duffy omahony boyle "
    "healy shea white sweeney hayes kavanagh power mcgrath moran brady stewart casey foley fitzpatrick oleary "
    "mcdonnell mcmahon donnelly regan smith jones williams taylor davies evans johnson roberts robinson wright "
    "wood turner hill cooper harris green ward baker king lee allen young scott adams mitchell carter phillips "
    "parker bennett morris cook bell bailey miller davis price cox rogers reed gray ford black stone fox marsh "
    "lake rivers fields woods banks frost winter summers knight bishop cash drake harper hunter mason porter "
    "sawyer shepherd stone lennox nash bush boone burns buckley callahan cocker costello dylan earle ferry fripp "
    "garcia gilmour gordon hamilton harrison hartman hendricks holiday horton jackson jensen larsson lewis "
    "lindqvist lopez marley marsalis mayer mendes morrison nelson nilsson otis paxton petty pickett plant redding "
    "richards ritter santos schneider simon sinatra springer stanton tanaka toure waits walker waters watson webb "
    "wells weller winwood wolf wonder yamamoto zander ziegler"
)
THINGS = _words(
    "wolf wolves bird birds horse horses lion lions tiger tigers snake crow crows raven ravens swan swans bear "
    "bears deer fox foxes rabbit spider spiders bee bees moth moths whale sparrow eagle eagles hawk rat cat cats "
    "dog dogs monkey monkeys beetle river rivers lake ocean sea sun moon star stars sky cloud clouds rain snow "
    "storm thunder lightning wind fire flame flames smoke ash stone stones rock mountain mountains valley forest "
    "tree trees garden rose roses lily field fields road street avenue highway city town village island islands "
    "house home castle tower bridge church palace hotel motel station train machine machines engine radio "
    "television telephone camera mirror window door wall walls table chair knife gun pistol pistols arrow arrows "
    "sword hammer nail nails heart hearts head heads hand hands eye eyes bone bones blood skin ghost ghosts angel "
    "angels devil devils saint saints king kings queen queens prince princess knight soldier soldiers army war "
    "peace love hate dream dreams sleep night nights day days morning evening sunday monday friday summer winter "
    "autumn spring year years time clock future past youth child children boy boys girl girls man men woman women "
    "mother father brother brothers sister sisters family friend friends enemy stranger strangers doctor doctors "
    "teacher lawyer sailor sailors pilot pilots captain hunter hunters dancer dancers singer player players "
    "painter writer letter letters book story stories song songs music sound sounds noise silence voice voices "
    "echo echoes melody rhythm drum drums guitar piano violin trumpet horn bell bells sugar honey milk coffee "
    "whiskey wine beer bread apple cherry lemon orange banana potato onion pepper salt butter chocolate candy "
    "cookie paper glass silver gold iron steel diamond diamonds pearl crystal plastic rubber velvet silk leather "
    "cotton satellite planet planets comet galaxy universe space rocket signal circuit pixel robot robots atom "
    "theory system process museum gallery cinema theatre circus carnival parade party festival holiday weekend "
    "riot revolution republic empire nation union society club order temple"
)
KINDS = _words(
    "black white red blue green yellow purple grey golden silver dark bright pale deep high low big little great "
    "small long short young old new ancient modern wild crazy mad happy sad lonely lost broken dead living "
    "electric acoustic digital atomic cosmic lunar solar arctic velvet iron crooked hidden secret silent loud "
    "quiet slow fast sweet bitter sour hot cold cool warm dry wet empty hollow heavy holy sacred royal northern "
    "southern eastern western irish celtic american english french german spanish italian mexican african flying "
    "burning falling running walking dancing sleeping dreaming screaming laughing crying bleeding rolling shining "
    "burnt frozen twisted strange beautiful ugly dirty clean fresh rotten tiny giant mighty fearless gentle brave "
    "proud humble noble savage super ultra mega"
)
ENDINGS = _words(
    "head man men boy boys girl land town side box set light fire storm bird star s ers er ing y ie ish ness ling "
    "ette ettes worm shark cult bomb core wave line house work works stone skin ville field ful less o a ia ica"
)
SYLLABLES = _words(
    "ba be bo da de do du fa fi ga go ha ho jo ka ke ki ko la le li lo lu ma me mi mo mu na ne no nu pa pe po ra "
    "re ri ro ru sa se si so su ta te ti to tu va ve vi vo wa za zo zu bra cro dra fle gri kla plu ska sto tra "
    "tri an en in on un ar er or ur al el il ol as es is os ax ex ix ox"
)
PLACES = _words(
    "dublin cork galway berlin london paris texas memphis chicago harlem brooklyn detroit havana lagos tokyo"
)
GENRES = {
    "IE": ("folk", "indie rock", "trad", "hip hop", "house", "singer-songwriter"),
    "GB": ("rock", "indie rock", "grime", "drum and bass", "glam rock", "new wave", "jazz"),
    "US": ("country", "hip hop", "disco", "garage rock", "thrash metal", "free jazz", "soul", "rock"),
    "FR": ("house", "electronica", "indie pop", "chanson"),
    "KR": ("k-pop",),
    "JM": ("reggae",),
    "DE": ("techno", "krautrock", "classical"),
    "SE": ("pop", "death metal", "folk"),
    "AU": ("classical guitar", "psych rock", "punk"),
    "NL": ("beat", "trance"),
}
LEXICON = frozenset((*GIVEN, *FAMILY, *THINGS, *KINDS))
"""Words that are words: two of them that look alike are two words and no slip of the pen."""

/// The words by which programs that read pages for nobody are recognized.
///
/// A point stands for a boundary: anything but a letter, the beginning or the end. `^` stands for the beginning alone.
/// Case makes no difference.
enum RobotWords {
    /// Words that only a program has in its name.
    ///
    /// `bot.` must end a word, so that *bottle* does not count.
    static let programs = """
        bot. bots. robots. .bot. crawl rawler. spider scrap fetch monitor preview uptime validat archiv harvest indexer \
        scan. scanner scanning inspect probe screenshot webhook proxy. synthetic agent. research sitemap favicon \
        linkcheck urlcheck sitecheck checker linkfinder lookup. parser. generator. .seo slurp lighthouse .feed .rss \
        mediapartners externalhit externalads .compatible.
        """

    /// An address at which to ask about the program, as in `+http://…`; also libraries with *http* in their names.
    static let addresses = ".http. .https. .www."

    /// Libraries and tools.
    static let tools = """
        .curl wget python ^java. httpclient httpunit httpie urlconnection okhttp axios .node. perl. .php ruby libwww lwp \
        colly jersey jetty .ahc. exporter zgrab zabbix nikto sqlmap zmeu acunetix openvas whatweb playwright puppeteer \
        selenium phantomjs ptst. sitesucker webcopier xenu
        """

    /// Names that have none of these words.
    ///
    /// From crawler-user-agents 1.67.0 (https://github.com/monperrus/crawler-user-agents, MIT licence, Martin
    /// Monperrus).
    static let names = """
        googleother googleassociationservice .google.adwords. .google.ads. .google.safety. .google.certificates. \
        .google.trust. .google.physicalweb. playstore.google. cloudflare cloudfront facebookcatalog ^whatsapp. ^viber. \
        ^disqus. ^ning. ^newspaper. ^coccoc. ^ichiro. ^zapier. .owler. hatena larbin binlar nuzzel embedly siteimprove \
        dareboost gtmetrix pingdom appinsights netcraft catchpoint hotjar rigor. .ylt. datanyze daumoa panscient postrank \
        linkdex xmco zotero printfriendly uptrends updown pingping nodeping wheresitup websiteops panopta testlocally \
        foregenix collapsify silktide hardenize criticalcss securityheaders linktiger watchtowr geedo sindup cookiehub \
        netsystemsresearch expanse brandwatch adbeat sqwatcher turingos miniature.io. marketgoo retriever .verifier. \
        globalwebsearch internetsearch searcherx searcherweb searchexpress marginalia outbrain wordup datafeedwatch \
        .botpoke metauri metorik integromat shopify sendgrid salesforce onetrust github.camo. yahoocache .certificate. \
        cohere. anthropic spawning.ai. bigsur.ai. newsai. knowledge.ai.
        """

    /// Exceptions: what people read with although it contains one of the words above.
    ///
    /// They are a maker of telephones, old browsers, and programs that repeat the field's name in its value.
    static let people = ".cubot. .compatible.msie. .compatible.konqueror. .user.agent."
}

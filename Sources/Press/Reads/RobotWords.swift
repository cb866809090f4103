/// The words by which programs are told that read pages for nobody.
///
/// A point is a place between words: anything but a letter, the beginning or the end. `^` is the beginning. Upper and
/// lower case are one.
enum RobotWords {
    /// Words that only a program has in its name.
    ///
    /// `bot.` ends one, so that *bottle* is none.
    static let programs = """
        bot. bots. robots. .bot. crawl rawler. spider scrap fetch monitor preview uptime validat archiv harvest indexer \
        scan. scanner scanning inspect probe screenshot webhook proxy. synthetic agent. research sitemap favicon \
        linkcheck urlcheck sitecheck checker linkfinder lookup. parser. generator. .seo slurp lighthouse .feed .rss \
        mediapartners externalhit externalads .compatible.
        """

    /// Whoever says where to ask about it: `+http://…`; and what is made of libraries, whose names have http in them.
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

    /// What people read with although one of the words above is in it: a maker of telephones, old browsers, and
    /// programs that send the field's name with it.
    static let people = ".cubot. .compatible.msie. .compatible.konqueror. .user.agent."
}

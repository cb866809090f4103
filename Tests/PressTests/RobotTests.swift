import Testing

@testable import Press

@Suite struct RobotTests {
    private func isRobot(_ agent: String) -> Bool {
        Array(agent.utf8).withUnsafeBytes { Robots.include($0) }
    }

    @Test(arguments: [
        "", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "facebookexternalhit/1.1",
        "Mozilla/5.0 (compatible; YANDEXBOT/3.0)", "Baiduspider", "WhatsApp/2.23.20.0 A", "WhatsApp/2.0 LinkPreview",
        "UptimeMonitor", "Mozilla/5.0 Chrome-Lighthouse", "Feedfetcher-Google", "Yahoo! Slurp", "heritrix crawler",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot",
        "curl/8.5.0", "Wget/1.21", "python-requests/2.32", "Go-http-client/2.0", "Java/17.0.1", "okhttp/4.12", "bot",
        "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) Chrome/120 (compatible; AdsBot-Google-Mobile; +http://x/)",
        "Mozilla/5.0 (Linux; Android 8.0.0; CUBOT_P20) Chrome/120 (compatible; bingbot/2.0)", "robots", "my_bot v2",
        "Mozilla/5.0 (Linux; Android 7.0;) AppleWebKit/537.36 (compatible; PetalBot;+https://webmaster.petalsearch.com)",
        "TelegramBot (like TwitterBot)", "Slackbot-LinkExpanding 1.0", "meta-externalagent/1.1", "Mediapartners-Google",
        "LinkedInBot/1.0", "Twitterbot/1.0", "Applebot/0.1", "SeznamBot", "Bytespider", "Mail.RU_Bot", "PTST/230101",
    ])
    func `programs that name themselves are robots`(agent: String) {
        #expect(isRobot(agent))
    }

    @Test(arguments: browsers) func `what people read with is none`(agent: String) {
        #expect(!isRobot(agent))
        // Whatever case it comes in.
        #expect(!isRobot(agent.uppercased()))
    }

    @Test func `any bytes are looked at in one pass`() {
        for bytes in [[0xff, 0x00, 0x80], Array(repeating: 0x62, count: 16_000), Array("bo\u{0}t b o t".utf8)] {
            #expect(!bytes.withUnsafeBytes { Robots.include($0) })
        }
        #expect(isRobot(String(repeating: "a", count: 16_000) + " bot"))
        #expect(isRobot("ſpider bot"))
    }

    @Test func `a word within a word, at either end and taken back`() {
        let machine = WordMatcher(words: "he. .she his. ^us.", butNot: ".the.")
        for text in ["he", "x She", "HIS!", "us", "us too", "she", "ache", "the he"] {
            #expect(Array(text.utf8).withUnsafeBytes { machine.finds(in: $0) }, "\(text)")
        }
        for text in ["", "the", "hero", "hiss", "not us", "ashes", "usher", "t.h.e"] {
            #expect(!Array(text.utf8).withUnsafeBytes { machine.finds(in: $0) }, "\(text)")
        }
    }

    /// Agents as browsers, and apps that show pages, send them.
    private static let browsers = [
        "Mozilla/5.0 (Linux; Android 8.0.0; CUBOT_P20 Build/O00623) AppleWebKit/537.36 Chrome/100.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 10; Cubot X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile",
        "Mozilla/5.0 (Linux; Android 11; CUBOT KINGKONG CS) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 9; HAFURY CUBOT NOTE_20 Pro) AppleWebKit/537.36 Chrome/119.0.0.0 Mobile",
        "Mozilla/5.0 (Linux; Android 12; Robotics R1) AppleWebKit/537.36 Chrome/119.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 13; Bottega Phone) AppleWebKit/537.36 Chrome/119.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 11; Honeywell ScanPal EDA52) AppleWebKit/537.36 Chrome/119.0.0.0 Mobile",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 OPR/116.0.0.0",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 CriOS/131.0.6778.73 Mobile/15E148",
        "Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S918B) AppleWebKit/537.36 SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile",
        "Mozilla/5.0 (Linux; U; Android 13; id; V2207) AppleWebKit/537.36 Version/4.0 Chrome/100 UCBrowser/13.7.8 Mobile",
        "UCWEB/2.0 (Java; U; MIDP-2.0; id; NokiaC3-00) U2/1.0.0 UCBrowser/9.4.1.482 U2/1.0.0 Mobile",
        "Opera/9.80 (J2ME/MIDP; Opera Mini/9.80 (S60; SymbOS; Opera Mobi/23.348; U; en) Presto/2.5.25 Version/10.54",
        "Opera/9.80 (Android; Opera Mini/36.2.2254/191.256; U; id) Presto/2.12.423 Version/12.16",
        "Mozilla/5.0 (Linux; U; Android 12; id-id; Redmi Note 11) Chrome/112 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.4",
        "Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
        "Mozilla/5.0 (Mobile; LYF/F220B/LYF-F220B-001; Android; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 [FBAN/FBIOS;FBAV/440.0;FBDV/iPhone14,5]",
        "Mozilla/5.0 (Linux; Android 13; SM-A536B; wv) Chrome/131 Mobile [FB_IAB/FB4A;FBAV/490.0;FBPN/com.facebook.katana]",
        "Mozilla/5.0 (Linux; Android 13; SM-A536B; wv) Chrome/131 Mobile MetaIAB Facebook [FBAN/EMA;FBLC/id_ID;FBAV/4.0]",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) Mobile/15E148 Instagram 310.0 (iPhone15,2; id_ID; scale=3)",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) Mobile/15E148 Safari Line/13.20.0",
        "Mozilla/5.0 (Linux; Android 13; CPH2387; wv) Chrome/131 Mobile Safari/537.36 WhatsApp/2.24.20.89",
        "Mozilla/5.0 (Linux; Android 13; V2130; wv) Chrome/131 Mobile trill_330 BytedanceWebview/d8a21c6 musical_ly",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) Mobile/15E148 Twitter for iPhone/10.20",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) Mobile/15E148 NAVER(inapp; search; 1000; 12.3.5; 13PRO)",
        "Mozilla/5.0 (Linux; Android 13; SM-G991N; wv) Chrome/131 Mobile Safari/537.36;KAKAOTALK 2410250 DaumApps/1.0",
        "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/131 Mobile Safari/537.36 Snapchat/12.60 (like Safari)",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) Mobile/15E148 [Pinterest/iOS]",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 GSA/340.3 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 Chrome/131 Mobile DuckDuckGo/5 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 12; HUAWEI NOH) AppleWebKit/537.36 Chrome/114 HuaweiBrowser/15.0.4.312 Mobile",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 coc_coc_browser/125.0.130 Chrome/119 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 9; KFMAWI) AppleWebKit/537.36 Silk/120.4.1 like Chrome/120.0 Safari/537.36",
        "Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/537.36 Version/6.0 TV Safari/537.36",
        "Mozilla/5.0 (PlayStation; PlayStation 5/4.03) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.0 Safari/605",
        "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)",
        "Mozilla/5.0 (compatible; MSIE 10.0; Windows Phone 8.0; Trident/6.0; IEMobile/10.0; NOKIA; Lumia 920)",
        "Mozilla/5.0 (compatible; Konqueror/4.5; Linux) KHTML/4.5.4 (like Gecko)", "Lynx/2.9", "w3m/0.5.3", "Firefox",
        "User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36",
    ]
}

"""What stands where a page should be: walls, apologies, parking pages (docs/field-notes.md §2, §5,
§6).
"""

from demo.world import Behaviour, DemoSite, Manner


def missing_page(site: DemoSite, manner: Manner, encoding: str) -> str:
    charset = "gb2312" if encoding == "gbk" else encoding
    if manner is Manner.SOFT:
        words = "<h3>出错啦，您访问的页面不存在</h3><p>该页面可能已删除，请返回首页。</p>"
        title = "出错啦，你访问的页面不存在"
    else:
        words = "<h1>404 - 找不到文件或目录。</h1><p>您要查找的资源可能已被删除，已更改名称或者暂时不可用。</p>"
        title = "404 - 找不到文件或目录。"
    return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>{title}</title></head><body>{words}<a href="/">{site.name}</a></body></html>'


def stand_in(site: DemoSite, behaviour: Behaviour) -> tuple[int, tuple[tuple[str, str], ...], str]:
    """Status, further headers and body. REFUSED arrives here only over a connection that was open
    before.
    """
    match behaviour:
        case Behaviour.PARKED:
            return 200, (), _PARKED.format(host=site.host)
        case Behaviour.MAINTENANCE:
            return 200, (), _MAINTENANCE.format(name=site.name)
        case Behaviour.WAF_412:
            return 412, (("set-cookie", "S8kq2vT=60Fh1c; Path=/; HttpOnly"),), _WAF_412
        case Behaviour.WAF_521:
            return (
                521,
                (("set-cookie", "__jsluid_h=5d1c9fa2b7; max-age=31536000; path=/; HttpOnly"),),
                _WAF_521,
            )
        case Behaviour.EMPTY:
            return 200, (), ""
        case _:
            return (
                503,
                (("connection", "close"),),
                "<html><head><title>503 Service Unavailable</title></head><body><h1>Service Unavailable</h1></body></html>",
            )


_PARKED = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{host} 域名出售</title></head>
<body><h1>该域名正在出售</h1><p>{host} 可以转让，如有意购买该域名，请联系域名停放服务商。</p>
<ul><li>域名出售</li><li>域名停放</li><li>域名抢注</li></ul><p>This domain is for sale. Domain parking.</p></body></html>"""
_MAINTENANCE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>系统维护</title></head>
<body><h2>{name}系统维护中</h2><p>网站正在进行系统维护，暂停访问，给您带来不便敬请谅解。</p></body></html>"""
_WAF_412 = """<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Environment Checking</title>
<script type="text/javascript" src="/4QbVtADbnLVIc/d.FxJzG50F.98ab3f5.js" r="m"></script><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=81234;$_ts.cd="qEqtrrkhrr";if($_ts.lcd)$_ts.lcd();</script></head><body></body></html>"""
_WAF_521 = """<script>document.cookie=('_')+('_')+('j')+('s')+('l')+('_')+('clearance_s')+('=')+(-~0+'')+('|')+('-')+('1');location.href=location.pathname+location.search</script>"""

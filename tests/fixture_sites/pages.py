"""What the fixture sites say: pages as real offices serve them, written by ourselves."""

HEALTHY = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>水利局</title></head><body><h1>水利局</h1><ul>"
    + "".join(
        f"<li><a href='/a/{n}.html'>关于做好第{n}批水利工程建设管理工作的通知</a><span>2026-11-{n:02}</span></li>"
        for n in range(1, 16)
    )
    + "</ul><p>版权所有 某市水利局 ICP备案编号：鄂ICP备00000000号</p></body></html>"
).encode()
MAINTENANCE = "<html><head><meta charset='utf-8'><title>网站维护</title></head><body><p>网站升级改版中，系统维护，暂停访问，敬请谅解。</p></body></html>".encode()
PARKED = "<html><head><meta charset='utf-8'><title>域名出售</title></head><body><h1>该域名正在出售</h1><p>您正在访问的域名可以转让，请联系购买。</p></body></html>".encode()
NOT_FOUND = "<html><head><meta charset='utf-8'><title>404错误提示</title></head><body><p>您访问的页面不存在或已删除</p></body></html>".encode()
SHELL = b"<html><head><meta charset='utf-8'><title></title></head><body><div id='app'></div><script src='/static/js/app.7c1.js'></script></body></html>"
LOGIN = (
    "<html><head><meta charset='utf-8'><title>用户登录</title></head><body><form action='/login.do' method='post'>"
    "<p>用户登录</p>用户名<input name='user'>密码<input type='password' name='p'><input type='submit' value='登录'></form></body></html>"
).encode()
CHALLENGE = b"<html><head><script>var arg1='A1B2C3';document.cookie='acw_sc__v2='+arg1;location.reload();</script></head><body></body></html>"
ROTATING = b"<html><head><title>Environment Checking</title><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=1;</script></head><body></body></html>"
COOKIE_SCRIPT = (
    b"<script>document.cookie='__jsl_clearance_s=1;';location.href=location.pathname</script>"
)
GARBLED = (
    b"<html><head><meta charset='utf-8'><title>\xff\xfe\xfa</title></head><body><p>"
    + b"\xff\x81\xfe\xc3\x28 \xa0\xa1 " * 400
    + b"</p></body></html>"
)
JUMP = (
    b"<html><head><meta http-equiv='refresh' content='0;url=/home.html'></head><body></body></html>"
)
ERROR = "<html><body><h1>500 - 内部服务器错误。</h1></body></html>".encode()
DENIED = (
    b"<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>"
)
CLOUD_WALL = "<html><head><meta charset='utf-8'><title>资源不存在 | 网站云防护</title></head><body>资源不存在</body></html>".encode()
HIJACKED = (
    "<html><head><meta charset='utf-8'><title>澳门葡京_百家乐_真人娱乐</title><meta name='keywords' content='百家乐,老虎机'></head><body>"
    + "<p>百家乐、老虎机、真人娱乐，注册送彩金。</p>" * 10
    + "</body></html>"
).encode()
STUB = b"<html><head><title>a</title></head><body><div></div></body></html>"
TURNED_AWAY = "<html><head><meta charset='utf-8'><title>提示</title></head><body><p>您的IP地址不在允许访问的范围内</p></body></html>".encode()
TOO_OFTEN = "<html><head><meta charset='utf-8'><title>提示</title></head><body><p>您的访问过于频繁，请稍后再试</p></body></html>".encode()

"""Pages that stand for years (functions, contact sheets, tables) and lists that scripts make."""

import json
from collections.abc import Sequence

from tests.cities.lanshui.systems import Channel, Entry, Site


def functions(name: str, tasks: Sequence[str]) -> str:
    """机构职能: what the office has to do."""
    duties = "".join(
        f"<p>　　（{n}）负责全县{task}工作，拟订有关规划和年度计划并组织实施。</p>"
        for n, task in enumerate(tasks, 1)
    )
    return (
        f"<p>　　根据县委、县政府机构改革方案，设立{name}，为县政府工作部门，正科级。</p>"
        f"<p>　　主要职责是：</p>{duties}<p>　　办公时间：周一至周五上午8:30至12:00，下午2:30至5:30"
        "（法定节假日除外）。办公地址：澜水县城关街道人民路18号，邮政编码：000000。</p>"
    )


def contacts(rooms: Sequence[str]) -> str:
    """联系方式: a sheet of rooms and numbers, and nothing else."""
    rows = "".join(
        f"<tr><td>{n}</td><td>{room}</td><td>行政楼{300 + n}室</td><td>0000-00000{n:02}</td>"
        "<td>8:30—12:00，14:30—17:30</td></tr>"
        for n, room in enumerate(rooms, 1)
    )
    return (
        '<table class="tb" border="1"><tr><th>序号</th><th>科室</th><th>地点</th><th>电话</th>'
        f"<th>办公时间</th></tr>{rows}</table>"
    )


def powers(office: str, matters: Sequence[str]) -> str:
    """权力清单: a table of what the office may do."""
    rows = "".join(
        f"<tr><td>{n}</td><td>{matter}</td><td>行政处罚</td><td>《城市管理条例》第{n + 20}条</td>"
        f"<td>{office}</td></tr>"
        for n, matter in enumerate(matters, 1)
    )
    return (
        '<table class="tb" border="1"><tr><th>序号</th><th>权力名称</th><th>权力类别</th>'
        f"<th>实施依据</th><th>实施主体</th></tr>{rows}</table>"
    )


def fees(matters: Sequence[tuple[str, str]]) -> str:
    """收费标准: a table of fees."""
    rows = "".join(
        f"<tr><td>{n}</td><td>{matter}</td><td>{price}</td><td>澜发改价〔2024〕{n + 6}号</td></tr>"
        for n, (matter, price) in enumerate(matters, 1)
    )
    return (
        '<table class="tb" border="1"><tr><th>序号</th><th>收费项目</th><th>收费标准</th>'
        f"<th>文件依据</th></tr>{rows}</table>"
    )


def clinics(places: Sequence[str]) -> str:
    """医疗机构名录: a table of clinics."""
    rows = "".join(
        f"<tr><td>{n}</td><td>{place}卫生院</td><td>{place}中心街{n * 3}号</td><td>0000-11100{n:02}</td>"
        f"<td>{20 + n * 5}</td></tr>"
        for n, place in enumerate(places, 1)
    )
    return (
        "<table border='1'><tr><th>序号</th><th>机构名称</th><th>地址</th><th>电话</th><th>床位</th></tr>"
        f"{rows}</table>"
    )


def as_json(entries: Sequence[Entry]) -> str:
    """The entries as the interface of a site answers them."""
    rows = [{"title": t, "url": href, "pubDate": str(day)} for t, href, day in entries]
    return json.dumps({"code": 0, "total": len(rows), "data": rows}, ensure_ascii=False)


def by_vue(site: Site, channel: Channel, entries: Sequence[Entry]) -> str:
    return (
        '<div id="app" v-cloak><ul class="news-list"><li v-for="item in list" :key="item.url">'
        '<a :href="item.url" target="_blank">{{ item.title }}</a><span>{{ item.pubDate }}</span></li></ul>'
        '<div class="pages">共 {{ total }} 条</div></div>'
        '<script src="/static/vue.min.js"></script><script src="/static/axios.min.js"></script>'
        "<script>new Vue({el:'#app',data:{list:[],total:0},mounted:function(){var me=this;"
        f"axios.get('/api/list?cid={channel.no}').then(function(r){{me.list=r.data.data;"
        "me.total=r.data.total;});}});</script>"
    )


def by_angular(site: Site, channel: Channel, entries: Sequence[Entry]) -> str:
    return (
        '<div ng-app="site" ng-controller="listCtrl"><ul class="list-box">'
        '<li ng-repeat="row in rows"><a ng-href="{{row.url}}">{{row.title}}</a>'
        "<span>{{row.pubDate}}</span></li></ul></div>"
        '<script src="/static/angular.min.js"></script><script>angular.module("site",[])'
        f'.controller("listCtrl",function($scope,$http){{$http.get("/api/list?cid={channel.no}")'
        ".success(function(d){$scope.rows=d.data;});});</script>"
    )


def by_external_script(site: Site, channel: Channel, entries: Sequence[Entry]) -> str:
    return (
        f'<ul class="list-box" id="list_{channel.no}"></ul>'
        f'<script type="text/javascript" src="/js/list_{channel.no}.js"></script>'
    )


def external_script(channel: Channel, entries: Sequence[Entry]) -> str:
    """The script that fills the frame of `by_external_script`."""
    return (
        f"var rows={as_json(entries)}.data;var box=document.getElementById('list_{channel.no}');"
        "for(var i=0;i<rows.length;i++){var li=document.createElement('li');li.innerHTML="
        "'<a href=\"'+rows[i].url+'\">'+rows[i].title+'</a><span>'+rows[i].pubDate+'</span>';"
        "box.appendChild(li);}"
    )


def by_document_write(site: Site, channel: Channel, entries: Sequence[Entry]) -> str:
    rows = ",".join(f"['{t}','{href}','{day}']" for t, href, day in entries)
    return (
        f'<script language="javascript">var a=[{rows}];document.write("<ul>");'
        "for(var i=0;i<a.length;i++){document.write('<li><a href=\"'+a[i][1]+'\">'+a[i][0]+'</a> '"
        "+a[i][2]+'</li>');}document.write(\"</ul>\");</script>"
    )
